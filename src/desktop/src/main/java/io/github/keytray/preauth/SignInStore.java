package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where sign-ins are kept, and how one is refreshed. Calls block, each with a deadline, and ask nobody anything. */
interface SignInStore {
    List<AccountIndex.Entry> entries() throws GrantException, InterruptedException;

    /** Asks the person to unlock it. The only call that does. */
    void unlock() throws GrantException, InterruptedException;

    /** What is kept for one account. Opens nothing yet. */
    StoredAccount open(Account account);

    /** What is kept for one account. */
    interface StoredAccount {
        /** The person as kept, or empty when they are not. */
        Optional<StoredUser> read(User user) throws GrantException, InterruptedException;

        /**
         * Renews the person's token, and keeps it before it is returned.
         *
         * @throws GrantException.InteractionRequired when the sign-in has ended
         */
        RefreshResult refresh(User user) throws GrantException, InterruptedException;

        /**
         * Offers again what was refreshed and could not be kept.
         *
         * @return what the sign-in is now, and why it is still not kept if it is not
         */
        RefreshResult keep(User user) throws GrantException, InterruptedException;

        /**
         * Takes over what another process refreshed and could not keep. Does not block.
         *
         * @param before what was kept when it was read last, or null
         */
        void takeOver(StoredUser user, @Nullable StoredUser before);

        /** Deletes the sign-in and revokes it; returns why it could not be revoked, if it could not. */
        Optional<GrantException> signOut(User user) throws GrantException, InterruptedException;

        void makeDefault(User user) throws GrantException, InterruptedException;

        /** Forgets that the person is not to be asked whether to stay signed in. */
        void forgetDeclined(User user) throws GrantException, InterruptedException;
    }

    /**
     * A sign-in that was refreshed.
     *
     * @param saveFailure why it could not be kept, or null when it was
     */
    record RefreshResult(StoredUser user, @Nullable StoreUnavailable saveFailure) {}
}
