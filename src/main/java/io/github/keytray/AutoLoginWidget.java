package io.github.keytray;

import java.time.Duration;

/**
 * The face that {@link AutoLoginGrant} shows the person. Called off the event dispatch thread; an implementation that
 * shows a window moves there by itself and waits for the answer.
 */
@FunctionalInterface
public interface AutoLoginWidget {
    /**
     * Asks whether to stay signed in.
     *
     * @param user who has just signed in
     * @return true to keep the sign-in, false to forget it when the process ends
     */
    boolean shouldWeSave(StoredUser user) throws InterruptedException;

    /**
     * Asks, before the browser is opened, whether to sign in although nothing can be kept.
     *
     * @param problem why the store does not answer
     * @return true to sign in for this session only, false to give up with {@code problem}
     */
    default boolean shouldWeSignInUnsaved(GrantException.StoreUnavailable problem) throws InterruptedException {
        return false;
    }

    /**
     * Tells the person that they are signed in but that the sign-in could not be kept.
     *
     * @param user who is signed in
     * @param problem why the store did not take it
     */
    default void couldNotSave(StoredUser user, GrantException.StoreUnavailable problem) throws InterruptedException {}

    /**
     * Waits while another application has the browser out for the same account. Shows that, with a way out.
     *
     * @param other the sign-in to wait for
     * @return true when it has ended; false when the person wants to sign in here without waiting
     * @throws GrantException.Cancelled when the person gives up
     */
    default boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
        boolean ended = false;
        while (!ended) ended = other.hasEnded(Duration.ofSeconds(1));
        return true;
    }

    /**
     * Asks whether to sign in here, after the other application's sign-in was cancelled or not kept.
     *
     * @return true to open the browser, false to give up
     */
    default boolean shouldWeSignInHere() throws InterruptedException {
        return false;
    }

    /** A sign-in that another application has under way. */
    interface OtherSignIn {
        /**
         * Waits for its end.
         *
         * @param patience how long to wait; the answer may come as much later as a file lock takes
         * @throws GrantException.Cancelled when it takes longer than anybody is given
         */
        boolean hasEnded(Duration patience) throws GrantException, InterruptedException;
    }
}
