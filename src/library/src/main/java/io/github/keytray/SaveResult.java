package io.github.keytray;

import io.github.keytray.GrantException.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** A sign-in, and why it was not stored if it was not. The person is told once no lock is held. */
record SaveResult(StoredUser user, @Nullable StoreUnavailable problem) {
    static SaveResult kept(StoredUser user) {
        return new SaveResult(user, null);
    }

    StoredUser tell(AutoLoginWidget widget) throws InterruptedException {
        if (problem != null) widget.couldNotSave(user, problem);
        return user;
    }
}
