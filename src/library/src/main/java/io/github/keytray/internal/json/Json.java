package io.github.keytray.internal.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code Boolean} and null. */
public final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /**
     * The object in the text.
     *
     * @throws IllegalArgumentException for anything else; it quotes nothing of the text
     */
    public static Map<String, @Nullable Object> object(String text) {
        Json json = new Json(text);
        if (json.next() != '{') throw wrong();
        Map<String, @Nullable Object> object = json.members();
        json.skipSpace();
        if (json.at < text.length()) throw wrong();
        return object;
    }

    private @Nullable Object value() {
        if (++depth > DEEPEST) throw wrong();
        Object value = switch (next()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        if (next() == '}') return end(members);
        while (true) {
            String name = string();
            expect(':');
            if (members.containsKey(name)) throw wrong();
            members.put(name, value());
            if (next() != ',') break;
            at++;
        }
        if (next() != '}') throw wrong();
        return end(members);
    }

    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>();
        expect('[');
        if (next() == ']') return end(elements);
        while (true) {
            elements.add(value());
            if (next() != ',') break;
            at++;
        }
        if (next() != ']') throw wrong();
        return end(elements);
    }

    private <T> T end(T value) {
        at++;
        return value;
    }

    private @Nullable Object word(String word, @Nullable Boolean value) {
        if (!text.startsWith(word, at)) throw wrong();
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) at++;
        if (at == start || at - start > LONGEST_NUMBER) throw wrong();
        return new BigDecimal(text.substring(start, at));
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            if (c < ' ') throw wrong();
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                at += 4;
                if (at > text.length()) throw wrong();
                yield (char) Integer.parseInt(text, at - 4, at, 16);
            }
            default -> throw wrong();
        };
    }

    private void expect(char c) {
        if (next() != c) throw wrong();
        at++;
    }

    private char next() {
        skipSpace();
        if (at >= text.length()) throw wrong();
        return text.charAt(at);
    }

    private char take() {
        if (at >= text.length()) throw wrong();
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("Not the JSON that was expected");
    }
}
