package io.github.keytray.internal.dbus;

/** Type signatures, which are lists of complete types. */
public final class Signature {
    /** Arrays and structs may be this deep in each other, by the specification together. */
    private static final int DEEPEST = 64;

    private Signature() {}

    /**
     * Where the complete type ends that begins there.
     *
     * @throws IllegalArgumentException where none begins
     */
    public static int end(String signature, int start) {
        return end(signature, start, 0);
    }

    private static int end(String signature, int start, int depth) {
        if (start >= signature.length() || depth > DEEPEST) throw wrong(signature);
        return switch (signature.charAt(start)) {
            case 'y', 'b', 'n', 'q', 'i', 'u', 'h', 'x', 't', 'd', 's', 'o', 'g', 'v' -> start + 1;
            case 'a' -> end(signature, start + 1, depth + 1);
            case '(' -> closed(signature, start, ')', depth);
            case '{' -> closed(signature, start, '}', depth);
            default -> throw wrong(signature);
        };
    }

    private static int closed(String signature, int start, char close, int depth) {
        int at = end(signature, start + 1, depth + 1);
        while (at < signature.length() && signature.charAt(at) != close) at = end(signature, at, depth + 1);
        if (at >= signature.length()) throw wrong(signature);
        return at + 1;
    }

    /** What the position of a value of this type is a multiple of. */
    static int alignment(char type) {
        return switch (type) {
            case 'n', 'q' -> 2;
            case 'b', 'i', 'u', 'h', 's', 'o', 'a' -> 4;
            case 'x', 't', 'd', '(', '{' -> 8;
            default -> 1;
        };
    }

    static IllegalArgumentException wrong(String signature) {
        return new IllegalArgumentException("No type of D-Bus: " + signature);
    }
}
