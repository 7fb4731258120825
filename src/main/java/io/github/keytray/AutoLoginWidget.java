package io.github.keytray;

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
}
