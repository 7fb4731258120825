package io.github.keytray.internal.json;

/** Goes through a text of JSON (RFC 8259), token by token. Every fault is an {@link IllegalArgumentException}, which quotes nothing. */
public final class JsonScanner {
    private final String text;
    private int at;

    /** Begins at the start of the text. */
    public JsonScanner(String text) {
        this.text = text;
    }

    /** The next character that is no space, which stays the next. */
    public char next() {
        skipSpace();
        if (at >= text.length()) throw wrong();
        return text.charAt(at);
    }

    /** Goes past this character, which must be the next. */
    public void expect(char c) {
        if (next() != c) throw wrong();
        at++;
    }

    /** Goes past this word, which must be next. */
    void expect(String word) {
        if (!text.startsWith(word, at)) throw wrong();
        at += word.length();
    }

    /** Nothing but space must be left. */
    public void expectEnd() {
        skipSpace();
        if (at < text.length()) throw wrong();
    }

    /** The characters of a number, as they are written. */
    public String number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) at++;
        if (at == start) throw wrong();
        return text.substring(start, at);
    }

    /** A string, without its quotes and escapes. */
    public String string() {
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

    private char take() {
        if (at >= text.length()) throw wrong();
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    /** What to throw where the text is not as it must be. */
    public static IllegalArgumentException wrong() {
        return new IllegalArgumentException("Not the JSON that was expected");
    }
}
