package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;

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

    /** Called for what is not here: fails when it may be in another keychain, which does not answer now. */
    default void failIfStoredElsewhere() throws StoreUnavailable {}

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

    /** Told when a person is in the way, because people take longer than keychains. */
    interface PromptMonitor {
        /** Whether a prompt may show: not while others wait for a lock that the caller holds. */
        boolean mayPrompt();

        /** A prompt is about to show. */
        void asked();

        /** It is gone, whatever the answer was. */
        void answered();

        /** Whether anyone still waits for the answer. */
        boolean isCallerWaiting();
    }
}
