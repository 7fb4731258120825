package io.github.keytray.swing;

import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.oauth.IdTokenClaims;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a user is shown.
 *
 * @param name their full name, or the username where no other is known
 */
record DisplayedUser(String id, String name, String username) {
    static DisplayedUser of(StoredUser user) {
        String username = user.user().username();
        return new DisplayedUser(user.user().id(), name(user.token(), username), username);
    }

    /** The full name is a claim of OpenID Connect Core §5.1: for display, not for decisions. */
    private static String name(@Nullable Token token, String username) {
        Object name = token == null ? null : IdTokenClaims.of(token).get("name");
        return name instanceof String full && !full.isBlank() ? full.strip() : username;
    }

    /** Whether there is more to say than the username. */
    boolean hasName() {
        return !name.equals(username);
    }

    /** One or two letters that stand for the name: {@code AL} for Ana Lima and for ana.lima@acme.example. */
    String initials() {
        int at = name.indexOf('@');
        String[] words = (at > 0 ? name.substring(0, at) : name).strip().split("[\\s._-]+", -1);
        String first = letter(words[0]);
        String last = words.length > 1 ? letter(words[words.length - 1]) : "";
        return (first + last).toUpperCase(Locale.ROOT);
    }

    private static String letter(String word) {
        return word.isEmpty() ? "" : Character.toString(word.codePointAt(0));
    }
}
