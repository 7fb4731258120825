package io.github.keytray.internal.dbus;

/**
 * A value that brings its type.
 *
 * @param signature the one complete type that it has
 * @param value as {@link Marshaller} takes it and {@link Unmarshaller} gives it
 */
public record Variant(String signature, Object value) {
    /** Whose value may be a secret. */
    @Override
    public String toString() {
        return "Variant[" + signature + "]";
    }
}
