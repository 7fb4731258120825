package io.github.keytray.keychain;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.runtime.ObjectMethods;

/**
 * Removes references of the JDK to Keytray's record types. Up to Java 20, {@link ObjectMethods} holds the last record
 * type and the last component type for which it made {@code equals}, and so their class loader, which could never be
 * collected. This class replaces them by types of the JDK.
 */
final class RecordTypes {
    private static final int FIRST_JAVA_WITHOUT_NEED = 21;

    private RecordTypes() {}

    static void release() {
        if (Runtime.version().feature() >= FIRST_JAVA_WITHOUT_NEED) return;
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle component = lookup.findVirtual(String.class, "strip", methodType(String.class));
            for (String method : new String[] {"equals", "hashCode", "toString"}) {
                ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "strip", component);
            }
        } catch (Throwable unexpected) {
            // Then one closed class loader stays in memory until the next record type is used.
        }
    }
}
