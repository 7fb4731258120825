package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;
import java.util.Set;

/** A keychain, as one thread sees it. */
interface Backend extends AutoCloseable {
    /**
     * Sees to it that the keychain is unlocked, by the person if need be.
     *
     * @param writing whether a keychain should be made where there is none yet
     */
    void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException;

    /** The value of the entry; empty only when the keychain says that there is none. */
    Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException;

    /** Called for what is not here: fails when it may be in a keychain that is closed, or does not answer now. */
    default void failIfStoredElsewhere() throws StoreUnavailable, InterruptedException {}

    /** Whether the keychain is there, but what it holds is not: no database, or no wallet, is there to be unlocked. */
    default boolean isClosed() throws StoreUnavailable, InterruptedException {
        return false;
    }

    /** The names of all entries of Keytray, after the person was asked to unlock them, if need be. Only where keychains can be changed. */
    default Set<EntryName> names() throws StoreUnavailable, InterruptedException {
        return Set.of();
    }

    /**
     * Called before a change, under the lock of the list: takes back what a move that was killed has brought here, while
     * sign-ins are kept in another keychain.
     */
    default void takeBackCopies() throws StoreUnavailable, InterruptedException {}

    /** Whether sign-ins are kept in another keychain since this one was opened. */
    default boolean isSuperseded() {
        return false;
    }

    /** Whether the person may be asked for each entry, also while the keychain is unlocked. */
    default boolean asksForEachEntry() {
        return false;
    }

    /**
     * Writes the entry.
     *
     * @param value printable ASCII, never empty
     */
    void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException;

    /** Deletes the entry; one that is not there is deleted already. */
    void delete(EntryName entry) throws StoreUnavailable, InterruptedException;

    @Override
    void close();

    /** Opens a keychain. A failure leaves nothing open. */
    @FunctionalInterface
    interface Opener {
        Backend open(PromptMonitor person) throws StoreUnavailable, InterruptedException;
    }

    /** Called when the user is prompted, because users take longer than keychains. */
    interface PromptMonitor {
        /** Whether a prompt may show: not while others wait for a lock that the caller holds. */
        boolean mayPrompt();

        /** Whether the person may be asked to confirm what they have just asked for, also while others wait. */
        boolean mayConfirm();

        /**
         * A prompt is about to show.
         *
         * @param isGuided whether the keychain's window needs to be explained
         */
        void asked(boolean isGuided);

        /** The prompt is closed, answered or dismissed. */
        void answered();

        /** Whether anyone still waits for the answer. */
        boolean isCallerWaiting();
    }
}
