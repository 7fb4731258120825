package io.github.keytray.cli;

import io.github.keytray.GrantException;

/**
 * Something that {@code doctor} looks at.
 *
 * @param name what it is called at the head of its line
 */
record Check(String name, Probe look) {
    /** Looks at it. */
    @FunctionalInterface
    interface Probe {
        /**
         * What there is to say when all is well.
         *
         * @throws GrantException with what to do when it is not
         */
        String at() throws GrantException, InterruptedException;
    }
}
