package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import io.github.keytray.keychain.IndexedUser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The sign-ins that are stored on this machine and refreshed, for user interfaces: their list and the actions on them.
 *
 * <p>Safe for any thread, the event dispatch thread included: nothing here blocks. Actions run in the background. A
 * future completes there too, with a {@link GrantException} where the action failed, after the list has been updated.
 * No action opens a browser: a user interface signs a user in by itself and then calls {@link #reload}.
 *
 * <pre>{@code
 * signIns.addListener(() -> SwingUtilities.invokeLater(() -> table.show(signIns.all())));
 * if (signIn.state() instanceof SignInState.Valid fresh) label.setText("fresh until " + fresh.until());
 * }</pre>
 */
public interface SignIns {
    /**
     * All stored sign-ins, by provider and client, of each the default user first. A snapshot; empty until the list was
     * first read.
     */
    List<StoredSignIn> all();

    /** Why the list cannot be read at the moment; empty when it can. What was known before is still listed. */
    Optional<StoreUnavailable> problem();

    /**
     * The scopes that the application requested at the user's last sign-in, as far as they were seen since the start;
     * empty where they are not known. They are not known for a sign-in that has ended.
     */
    Set<String> requestedScopes(Account account, User user);

    boolean isPaused();

    /** What happened lately, the latest first. */
    List<JournalEntry> journal();

    /** Refreshes a sign-in now, even when its token is still valid. */
    CompletableFuture<StoredSignIn> refresh(StoredSignIn signIn);

    /** Reads the list now, to find sign-ins and sign-outs of other programs. This happens by itself every minute. */
    void reload();

    /** Asks the person to unlock the keychain, by the keychain's own prompt, and looks again. Nothing else prompts. */
    void unlock();

    /** Stops all refreshes until {@link #resume} or the next start. */
    void pause();

    void resume();

    /**
     * Deletes a sign-in here, for every application that shares it, and then revokes it at the provider.
     *
     * @return why the tokens could not be revoked, if they could not; the sign-in is deleted here in either case
     */
    CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn);

    /** Makes the person the one that applications sign in with when they start. */
    CompletableFuture<StoredSignIn> makeDefault(StoredSignIn signIn);

    /** People who chose not to be asked again whether to stay signed in. A snapshot. */
    List<IndexedUser> declined();

    /** Has the person asked again. */
    CompletableFuture<IndexedUser> forgetDeclined(IndexedUser declined);

    void addListener(Listener listener);

    void removeListener(Listener listener);

    /**
     * Adds a listener for changes. It is called on a background thread, must return soon, and moves to its own thread
     * for a user interface.
     */
    @FunctionalInterface
    interface Listener {
        /** The list, a state, the problem or the journal is not what it was. */
        void changed();

        /** A sign-in has ended and the person has to sign in again. Once for each end, however long it lasts. */
        default void signInNeeded(StoredSignIn signIn) {}
    }
}
