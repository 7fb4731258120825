package io.github.keytray;

import io.github.keytray.GrantException.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** A sign-in, and why it could not be stored, if so. The user is told after the lock is released. */
record SaveResult(StoredUser user, @Nullable StoreUnavailable problem) {
    static SaveResult kept(StoredUser user) {
        return new SaveResult(user, null);
    }

    StoredUser tell(AutoLoginWidget widget) throws InterruptedException {
        if (problem != null) widget.couldNotSave(user, problem);
        return user;
    }
}
