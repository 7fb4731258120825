package io.github.keytray.internal.dbus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values in D-Bus's wire format, as {@link Marshaller} takes them: an array of bytes as {@code byte[]}, any other as
 * a {@code List}. Unsigned numbers come in the next larger type of Java.
 */
final class Unmarshaller {
    private final ByteBuffer bytes;
    private final int start;
    private int depth;

    /** @param bytes begins where a message or its body does; in the message's byte order */
    Unmarshaller(ByteBuffer bytes) {
        this.bytes = bytes;
        this.start = bytes.position();
    }

    /**
     * The values of these types.
     *
     * @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} for what is no such message
     */
    Object[] read(String signature) {
        List<Object> values = new ArrayList<>();
        for (int at = 0; at < signature.length(); ) {
            int end = Signature.end(signature, at);
            values.add(one(signature.substring(at, end)));
            at = end;
        }
        return values.toArray();
    }

    private Object one(String type) {
        char first = type.charAt(0);
        align(Signature.alignment(first));
        return switch (first) {
            case 'y' -> bytes.get();
            case 'b' -> bytes.getInt() != 0;
            case 'n' -> bytes.getShort();
            case 'q' -> bytes.getShort() & 0xffff;
            case 'i' -> bytes.getInt();
            // The number of a file handle, of which none come here.
            case 'u', 'h' -> bytes.getInt() & 0xffffffffL;
            case 'x', 't' -> bytes.getLong();
            case 'd' -> bytes.getDouble();
            case 's', 'o' -> text(bytes.getInt());
            case 'g' -> text(bytes.get() & 0xff);
            case 'v' -> variant();
            case '(' -> read(type.substring(1, type.length() - 1));
            default -> array(type.substring(1));
        };
    }

    /** Variants in variants have no end that a signature would give them. */
    private Variant variant() {
        String signature = text(bytes.get() & 0xff);
        if (++depth > 64) throw Signature.wrong(signature);
        Object[] values = read(signature);
        depth--;
        if (values.length != 1) throw Signature.wrong(signature);
        return new Variant(signature, values[0]);
    }

    private Object array(String element) {
        int length = bytes.getInt();
        align(Signature.alignment(element.charAt(0)));
        if (length < 0 || length > bytes.remaining()) throw new IllegalArgumentException("An array without its end");
        if (element.equals("y")) {
            byte[] plain = new byte[length];
            bytes.get(plain);
            return plain;
        }
        int end = bytes.position() + length;
        if (element.charAt(0) != '{') {
            List<Object> list = new ArrayList<>();
            while (bytes.position() < end) list.add(one(element));
            return list;
        }
        String inner = element.substring(1, element.length() - 1);
        Map<Object, Object> map = new LinkedHashMap<>();
        while (bytes.position() < end) {
            align(8);
            Object[] entry = read(inner);
            if (entry.length != 2) throw Signature.wrong(element);
            map.put(entry[0], entry[1]);
        }
        return map;
    }

    private String text(int length) {
        if (length < 0 || length > bytes.remaining()) throw new IllegalArgumentException("A text without its end");
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        bytes.get();
        return new String(utf8, StandardCharsets.UTF_8);
    }

    void align(int alignment) {
        while ((bytes.position() - start) % alignment != 0) bytes.get();
    }
}
