package io.github.keytray.internal.broker;

import io.github.keytray.internal.json.JsonScanner;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of strings and numbers on one line (RFC 8259). A JSON library would take longer to load than the tray
 * takes to answer.
 */
public final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    public JsonLine with(String name, @Nullable String value) {
        name(name);
        if (value == null) text.append("null");
        else quote(value);
        return this;
    }

    public JsonLine with(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) text.append(',');
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c >= ' ' && c < 0x7f) text.append(c);
            else text.append("\\u").append(Integer.toHexString(0x10000 + c), 1, 5);
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}\n";
    }

    /** The words of a text that separates them by spaces. */
    public static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(text.split(" ", -1)));
        words.remove("");
        return words;
    }

    /**
     * The members of an object, each as text.
     *
     * @throws IllegalArgumentException for anything but an object of strings and numbers
     */
    public static Map<String, String> read(String line) {
        JsonScanner in = new JsonScanner(line);
        Map<String, String> members = new LinkedHashMap<>();
        in.expect('{');
        if (in.next() != '}') {
            member(in, members);
            while (in.next() == ',') {
                in.expect(',');
                member(in, members);
            }
        }
        in.expect('}');
        in.expectEnd();
        return members;
    }

    private static void member(JsonScanner in, Map<String, String> members) {
        String name = in.string();
        in.expect(':');
        if (members.put(name, in.next() == '"' ? in.string() : in.number()) != null) throw JsonScanner.wrong();
    }
}
