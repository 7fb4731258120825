package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store of the sign-ins, and their refresh. Calls block, each with a deadline, and never prompt the user. */
interface SignInStore {
    List<IndexedUser> entries() throws GrantException, InterruptedException;

    /** Asks the person to unlock it. The only call that does. */
    void unlock() throws GrantException, InterruptedException;

    /** The sign-ins of one account. Opens nothing yet. */
    StoredAccount open(Account account);

    /** What is kept for one account. */
    interface StoredAccount {
        /** The stored user; empty when there is none. */
        Optional<StoredUser> read(User user) throws GrantException, InterruptedException;

        /**
         * Refreshes the user's token, and stores it before it is returned.
         *
         * @throws GrantException.InteractionRequired when the sign-in has ended
         */
        RefreshResult refresh(User user) throws GrantException, InterruptedException;

        /**
         * Offers the store again a sign-in that was refreshed and could not be stored.
         *
         * @return the sign-in now, and the reason if it is still not stored
         */
        RefreshResult keep(User user) throws GrantException, InterruptedException;

        /**
         * Takes over a sign-in that another process refreshed and could not store. Does not block.
         *
         * @param before the stored sign-in as it was last read, or null
         */
        void takeOver(StoredUser user, @Nullable StoredUser before);

        /** Deletes the sign-in; returns what is to be revoked, if anything is. */
        Optional<Token> delete(User user) throws GrantException, InterruptedException;

        /** Revokes a token at the provider; returns why it could not be revoked, if it could not. */
        Optional<GrantException> revoke(Token token) throws InterruptedException;

        void makeDefault(User user) throws GrantException, InterruptedException;

        /** Forgets that the person is not to be asked whether to stay signed in. */
        void forgetDeclined(User user) throws GrantException, InterruptedException;
    }

    /**
     * A sign-in that was refreshed.
     *
     * @param saveFailure why it could not be stored, or null when it was
     */
    record RefreshResult(StoredUser user, @Nullable StoreUnavailable saveFailure) {}
}
