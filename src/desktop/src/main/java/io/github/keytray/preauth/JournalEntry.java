package io.github.keytray.preauth;

import io.github.keytray.Account;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a sign-in, for whoever wonders why they were asked. No secret.
 *
 * @param at when, to the second
 * @param account whose sign-in, or null for what concerns all
 * @param username the person, or null for what concerns all
 * @param event what
 * @param detail a sentence, or empty
 */
public record JournalEntry(
        Instant at, @Nullable Account account, @Nullable String username, Event event, String detail) {
    /** What can happen. */
    public enum Event {
        /** A sign-in was found that was not known before. */
        SIGNED_IN,
        /** Its token was renewed. */
        RENEWED,
        /** It was not, for the time being. */
        FAILED,
        /** The sign-in has ended: the person was told that they have to sign in again. */
        ENDED,
        /** It is not kept any more. */
        SIGNED_OUT,
        /** The computer slept, or its clock was set. */
        WOKE,
        /** The network came back. */
        NETWORK,
        /** The keychain could not be read. */
        KEYCHAIN,
        /** The person paused renewing. */
        PAUSED,
        /** The person resumed it. */
        RESUMED
    }
}
