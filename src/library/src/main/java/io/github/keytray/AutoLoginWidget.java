package io.github.keytray;

import java.time.Duration;
import java.util.Optional;

/**
 * The questions that {@link AutoLoginGrant} asks the user. Its methods are called off the event dispatch thread; an
 * implementation that shows a window moves to that thread by itself and waits for the answer.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface AutoLoginWidget {
    /**
     * Asks whether to stay signed in.
     *
     * @param user the user who has just signed in
     * @return true to store the sign-in, false to forget it when the process ends
     */
    boolean shouldWeSave(StoredUser user) throws InterruptedException;

    /** What the person says to staying signed in. */
    enum SaveAnswer {
        /** Store the sign-in. */
        YES,
        /** Forget it when the process ends. */
        NO,
        /** Forget it when the process ends, and do not ask again for this user. */
        NEVER
    }

    /** Asks as {@link #shouldWeSave} does; the user can also answer never. */
    default SaveAnswer askToSave(StoredUser user) throws InterruptedException {
        return shouldWeSave(user) ? SaveAnswer.YES : SaveAnswer.NO;
    }

    /**
     * Lets the user choose among the users who have signed in before. A widget that does not ask leaves the choice to
     * the provider.
     *
     * @param known the stored users
     * @return the chosen user; empty for another user, who then signs in in the browser
     * @throws GrantException.Cancelled when the user closed the chooser
     */
    default Optional<User> chooseUser(KnownUsers known) throws GrantException, InterruptedException {
        return Optional.empty();
    }

    /**
     * Asks, before the browser is opened, whether to sign in although the sign-in cannot be stored.
     *
     * @param problem why the store failed
     * @return true to sign in for this session only, false to give up with {@code problem}
     */
    default boolean shouldWeSignInUnsaved(GrantException.StoreUnavailable problem) throws InterruptedException {
        return false;
    }

    /**
     * Tells the user that they are signed in but that the sign-in could not be stored.
     *
     * @param user the user who is signed in
     * @param problem why the store failed
     */
    default void couldNotSave(StoredUser user, GrantException.StoreUnavailable problem) throws InterruptedException {}

    /**
     * Waits while another application has a browser open for the same account. Shows this to the user, who can cancel.
     *
     * @param other the sign-in to wait for
     * @return true when it has ended; false when the user wants to sign in here without waiting
     * @throws GrantException.Cancelled when the user cancels
     */
    default boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
        boolean ended = false;
        while (!ended) ended = other.hasEnded(Duration.ofSeconds(1));
        return true;
    }

    /**
     * Asks whether to sign in here, after the other application's sign-in was cancelled or not stored.
     *
     * @return true to open the browser, false to give up
     */
    default boolean shouldWeSignInHere() throws InterruptedException {
        return false;
    }

    /**
     * Asks what to do when the user wanted another user than those listed and the provider signed in a listed one. Such
     * a provider uses its browser session and shows no sign-in page; the user can sign out at the provider first.
     *
     * @param same the user who was signed in again, with their new token
     * @return true to open the browser once more, false to go on as this user
     */
    default boolean shouldWeTryAnotherAccount(StoredUser same) throws InterruptedException {
        return false;
    }

    /** A sign-in that another application has under way. */
    interface OtherSignIn {
        /**
         * Waits for its end.
         *
         * @param patience how long to wait; the answer may come as much later as a file lock takes
         * @throws GrantException.Cancelled when it takes longer than the longest authorization
         */
        boolean hasEnded(Duration patience) throws GrantException, InterruptedException;
    }
}
