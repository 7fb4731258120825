package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;

/** A keychain, as one thread sees it. */
interface Backend extends AutoCloseable {
    /** The value of the entry; empty only when the keychain says that there is none. */
    Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException;

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
        Backend open(Person person) throws StoreUnavailable, InterruptedException;
    }

    /** Told when a person is in the way, because people take longer than keychains. */
    interface Person {
        /** A prompt is about to show. */
        void asked();

        /** It is gone, whatever the answer was. */
        void answered();

        /** Whether anyone still waits for the answer. */
        boolean isAwaited();
    }
}
