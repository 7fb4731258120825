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

    private final JsonScanner in;
    private int depth;

    private Json(JsonScanner in) {
        this.in = in;
    }

    /**
     * The object in the text.
     *
     * @throws IllegalArgumentException for anything else; it quotes nothing of the text
     */
    public static Map<String, @Nullable Object> object(String text) {
        JsonScanner in = new JsonScanner(text);
        Map<String, @Nullable Object> object = new Json(in).members();
        in.expectEnd();
        return object;
    }

    private @Nullable Object value() {
        if (++depth > DEEPEST) throw JsonScanner.wrong();
        Object value = switch (in.next()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> in.string();
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
        in.expect('{');
        if (in.next() != '}') {
            member(members);
            while (in.next() == ',') {
                in.expect(',');
                member(members);
            }
        }
        in.expect('}');
        return members;
    }

    private void member(Map<String, @Nullable Object> members) {
        String name = in.string();
        in.expect(':');
        if (members.containsKey(name)) throw JsonScanner.wrong();
        members.put(name, value());
    }

    private List<@Nullable Object> elements() {
        List<@Nullable Object> elements = new ArrayList<>();
        in.expect('[');
        if (in.next() != ']') {
            elements.add(value());
            while (in.next() == ',') {
                in.expect(',');
                elements.add(value());
            }
        }
        in.expect(']');
        return elements;
    }

    private @Nullable Object word(String word, @Nullable Boolean value) {
        in.expect(word);
        return value;
    }

    private BigDecimal number() {
        String number = in.number();
        if (number.length() > LONGEST_NUMBER) throw JsonScanner.wrong();
        return new BigDecimal(number);
    }
}
