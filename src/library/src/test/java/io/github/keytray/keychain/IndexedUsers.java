package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Users as the list of accounts has them, for tests of programs that read it. */
public final class IndexedUsers {
    private IndexedUsers() {}

    public static IndexedUser ofDefault(Account account, User user, @Nullable String application, Instant lastUsed) {
        return new IndexedUser(account, user, application, lastUsed, UserStatus.DEFAULT);
    }

    public static IndexedUser declined(Account account, User user, @Nullable String application, Instant lastUsed) {
        return new IndexedUser(account, user, application, lastUsed, UserStatus.DECLINED);
    }
}
