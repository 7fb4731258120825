package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Entries of an {@link AccountIndex}, for tests of programs that read it. */
public final class IndexEntries {
    private IndexEntries() {}

    public static AccountIndex.Entry ofDefault(
            Account account, User user, @Nullable String application, Instant lastUsed) {
        return new AccountIndex.Entry(account, user, application, lastUsed, UserStatus.DEFAULT);
    }

    public static AccountIndex.Entry declined(
            Account account, User user, @Nullable String application, Instant lastUsed) {
        return new AccountIndex.Entry(account, user, application, lastUsed, UserStatus.DECLINED);
    }
}
