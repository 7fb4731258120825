package io.github.keytray.cli;

import io.github.keytray.StoredUser;

/** Whether to stay signed in: asked in a window, on the terminal, or not at all. */
@FunctionalInterface
interface SaveQuestion {
    boolean shouldWeSave(StoredUser user) throws InterruptedException;
}
