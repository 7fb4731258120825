package io.github.keytray.keychain;

import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.internal.platform.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the newest tokens of an account were issued, noted in a file before they go to the keychain; no secrets. A keychain
 * that dies, or is restored from a copy, can give back tokens from before: their refresh token is spent, and a provider
 * that rotates them (RFC 6749 §10.4) ends the whole sign-in when it sees one again.
 */
final class NewestTokens {
    private static final int HASH_BYTES = 16;

    private final Path file;

    NewestTokens(Path state, EntryName entry) {
        this.file = state.resolve(entry.account() + ".newest");
    }

    /** The roster, without the refresh tokens that newer ones have taken the place of. */
    Roster withoutSpent(Roster roster) {
        Map<String, Note> notes = read();
        Roster known = roster;
        for (StoredUser user : roster.users()) {
            Token token = user.token();
            Note note = notes.get(hash(user.user().id()));
            if (token != null && note != null && note.isAfter(token)) {
                known = known.with(new StoredUser(user.user(), token.withoutRefreshToken()));
            }
        }
        return known;
    }

    /** Takes note of the roster's tokens. */
    void write(Roster roster) {
        StringBuilder text = new StringBuilder();
        for (StoredUser user : roster.users()) {
            Token token = user.token();
            if (token == null) continue;
            text.append(hash(user.user().id()))
                    .append(' ')
                    .append(Note.of(token))
                    .append('\n');
        }
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                replace(text.toString());
            }
        } catch (IOException unnoted) {
            // The sign-in is stored all the same.
        }
    }

    private void replace(String text) throws IOException {
        Path next = Files.createTempFile(file.getParent(), "newest", ".new");
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Map<String, Note> read() {
        Map<String, Note> notes = new TreeMap<>();
        for (String line : lines()) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) notes.put(words[0], new Note(words[1], words[2]));
        }
        return notes;
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static String hash(String value) {
        return HexFormat.of().formatHex(Sha256.of(value), 0, HASH_BYTES);
    }

    /**
     * What is known of a user's newest token.
     *
     * @param issuedAt as {@link Instant#toString} writes it; read only where it matters, because that takes long
     * @param refreshToken a part of the SHA-256 of the refresh token; a dash for none
     */
    private record Note(String issuedAt, String refreshToken) {
        static Note of(Token token) {
            String refreshToken = token.refreshToken();
            return new Note(token.issuedAt().toString(), refreshToken == null ? "-" : hash(refreshToken));
        }

        /** Whether it is newer than a token that has another refresh token. */
        boolean isAfter(Token token) {
            String theirs = token.refreshToken();
            if (theirs == null || refreshToken.equals(hash(theirs))) return false;
            try {
                return Instant.parse(issuedAt).isAfter(token.issuedAt());
            } catch (DateTimeParseException damaged) {
                return false;
            }
        }

        @Override
        public String toString() {
            return issuedAt + " " + refreshToken;
        }
    }
}
