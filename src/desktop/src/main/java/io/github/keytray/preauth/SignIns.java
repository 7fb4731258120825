package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The sign-ins that are kept on this machine, and kept fresh: what a face shows, and what a person can do about them.
 *
 * <p>Safe for any thread, the event dispatch thread included: nothing here blocks. What is asked for happens in the
 * background; a future ends there too, with a {@link GrantException} where it failed, and whatever came of it is in
 * the list by then. None of it opens a browser: to sign somebody in, a face does that by itself and then calls {@link
 * #reload}.
 *
 * <pre>{@code
 * signIns.addListener(() -> SwingUtilities.invokeLater(() -> table.show(signIns.all())));
 * if (signIn.state() instanceof SignInState.Valid fresh) label.setText("fresh until " + fresh.until());
 * }</pre>
 */
public interface SignIns {
    /**
     * Everybody who stays signed in, by provider and client, of each the default user first. A snapshot; empty until the
     * first look.
     */
    List<StoredSignIn> all();

    /** Why the list cannot be read at the moment; empty when it can. What was known before is still listed. */
    Optional<StoreUnavailable> problem();

    /**
     * The scopes that the application asked for when the person last signed in to it, as far as they were seen since the
     * start; empty where nobody knows. A sign-in that has ended no longer tells.
     */
    Set<String> requestedScopes(Account account, User user);

    boolean isPaused();

    /** What happened lately, the latest first. */
    List<JournalEntry> journal();

    /** Renews a sign-in now, whatever is left of its token. */
    CompletableFuture<StoredSignIn> refresh(StoredSignIn signIn);

    /** Looks now whether somebody signed in or out elsewhere. It does so by itself every minute. */
    void reload();

    /** Asks the person to unlock the keychain, by the keychain's own prompt, and looks again. Nothing else prompts. */
    void unlock();

    /** Renews nothing until {@link #resume}, which also follows from the next start. */
    void pause();

    void resume();

    /**
     * Deletes a sign-in here, for every application that shares it, and then revokes it at the provider.
     *
     * @return why the provider could not be told, if it could not; nothing is kept here in either case
     */
    CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn);

    /** Makes the person the one that applications sign in with when they start. */
    CompletableFuture<StoredSignIn> makeDefault(StoredSignIn signIn);

    /** People who chose not to be asked again whether to stay signed in. A snapshot. */
    List<AccountIndex.Entry> declined();

    /** Has the person asked again. */
    CompletableFuture<AccountIndex.Entry> forgetDeclined(AccountIndex.Entry declined);

    void addListener(Listener listener);

    void removeListener(Listener listener);

    /** Hears what changes, on a thread of the background: a face moves to its own. To return soon. */
    @FunctionalInterface
    interface Listener {
        /** The list, a state, the problem or the journal is not what it was. */
        void changed();

        /** A sign-in has ended and the person has to sign in again. Once for each end, however long it lasts. */
        default void signInNeeded(StoredSignIn signIn) {}
    }
}
