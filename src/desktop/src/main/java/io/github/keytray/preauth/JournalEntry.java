package io.github.keytray.preauth;

import io.github.keytray.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of a sign-in, which explains to the user why they were asked. It holds no secret.
 *
 * @param at when, to the second
 * @param account the account of the sign-in, or null for an event of all
 * @param username the user, or null for an event of all
 * @param event what
 * @param detail a sentence, or empty
 */
public record JournalEntry(
        Instant at, @Nullable Account account, @Nullable String username, Event event, String detail) {
    /** What can happen. */
    public enum Event {
        /** A sign-in was found that was not known before. */
        SIGNED_IN,
        /** Its token was refreshed. */
        RENEWED,
        /** It was not, for the time being. */
        FAILED,
        /** The sign-in has ended: the person was told that they have to sign in again. */
        ENDED,
        /** It is not stored any more. */
        SIGNED_OUT,
        /** The computer slept, or its clock was set. */
        WOKE,
        /** The network came back. */
        NETWORK,
        /** The keychain could not be read. */
        KEYCHAIN,
        /** The user paused refreshes. */
        PAUSED,
        /** The person resumed it. */
        RESUMED
    }
}
