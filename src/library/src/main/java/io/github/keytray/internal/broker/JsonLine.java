package io.github.keytray.internal.broker;

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
        return new LineParser(line).object();
    }

    private static final class LineParser {
        private final String line;
        private int at;

        LineParser(String line) {
            this.line = line;
        }

        Map<String, String> object() {
            Map<String, String> members = new LinkedHashMap<>();
            expect('{');
            if (next() != '}') {
                member(members);
                while (next() == ',') {
                    at++;
                    member(members);
                }
            }
            expect('}');
            skipSpace();
            if (at < line.length()) throw wrong();
            return members;
        }

        private void member(Map<String, String> members) {
            String name = string();
            expect(':');
            if (members.put(name, next() == '"' ? string() : number()) != null) throw wrong();
        }

        private String number() {
            int start = at;
            while (at < line.length() && "+-.0123456789eE".indexOf(line.charAt(at)) >= 0) at++;
            if (at == start) throw wrong();
            return line.substring(start, at);
        }

        private String string() {
            expect('"');
            StringBuilder text = new StringBuilder();
            for (char c = take(); c != '"'; c = take()) {
                if (c < ' ') throw wrong();
                text.append(c == '\\' ? escaped() : c);
            }
            return text.toString();
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
                    if (at > line.length()) throw wrong();
                    yield (char) Integer.parseInt(line.substring(at - 4, at), 16);
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
            if (at >= line.length()) throw wrong();
            return line.charAt(at);
        }

        private char take() {
            if (at >= line.length()) throw wrong();
            return line.charAt(at++);
        }

        private void skipSpace() {
            while (at < line.length() && " \t\r\n".indexOf(line.charAt(at)) >= 0) at++;
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("Not a JSON object of strings and numbers");
        }
    }
}
