package io.github.keytray.internal.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * Writes values in D-Bus's wire format: {@code Byte}, {@code Boolean}, {@code Number} and {@code String} for the basic
 * types, {@code byte[]} or a {@code Collection} for an array, a {@code Map} for a dictionary, {@code Object[]} for a
 * struct, and {@link Variant}.
 */
final class Marshaller {
    private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

    /** What was written. */
    byte[] toByteArray() {
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    /** Writes one value for each complete type of the signature. */
    void write(String signature, Object... values) {
        int at = 0;
        for (Object value : values) {
            int end = Signature.end(signature, at);
            one(signature.substring(at, end), value);
            at = end;
        }
        if (at != signature.length()) throw Signature.wrong(signature);
    }

    private void one(String type, Object value) {
        switch (type.charAt(0)) {
            case 'y' -> room(1).put((Byte) value);
            case 'b' -> padded(4).putInt((Boolean) value ? 1 : 0);
            case 'n', 'q' -> padded(2).putShort(((Number) value).shortValue());
            case 'i', 'u' -> padded(4).putInt(((Number) value).intValue());
            case 'x', 't' -> padded(8).putLong(((Number) value).longValue());
            case 'd' -> padded(8).putDouble(((Number) value).doubleValue());
            case 's', 'o' -> text((String) value);
            case 'g' -> signature((String) value);
            case 'v' -> {
                Variant variant = (Variant) value;
                signature(variant.signature());
                write(variant.signature(), variant.value());
            }
            case '(' -> {
                padded(8);
                write(type.substring(1, type.length() - 1), (Object[]) value);
            }
            default -> array(type.substring(1), value);
        }
    }

    private void array(String element, Object value) {
        padded(4).putInt(0);
        int length = bytes.position() - 4;
        padded(Signature.alignment(element.charAt(0)));
        int start = bytes.position();
        if (value instanceof byte[] plain) {
            room(plain.length).put(plain);
        } else if (value instanceof Map<?, ?> map) {
            String inner = element.substring(1, element.length() - 1);
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                padded(8);
                write(inner, entry.getKey(), entry.getValue());
            }
        } else {
            for (Object each : (Collection<?>) value) one(element, each);
        }
        bytes.putInt(length, bytes.position() - start);
    }

    private void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        padded(4).putInt(utf8.length);
        room(utf8.length + 1).put(utf8).put((byte) 0);
    }

    private void signature(String value) {
        byte[] ascii = value.getBytes(StandardCharsets.US_ASCII);
        room(ascii.length + 2).put((byte) ascii.length).put(ascii).put((byte) 0);
    }

    /** Goes on to the next multiple of this. */
    ByteBuffer padded(int alignment) {
        room(2 * alignment);
        while (bytes.position() % alignment != 0) bytes.put((byte) 0);
        return bytes;
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity() + more).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
