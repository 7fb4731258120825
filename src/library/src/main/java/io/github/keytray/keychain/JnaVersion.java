package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.lang.reflect.Field;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of JNA that the host has, which may come before ours on its class path. */
final class JnaVersion {
    static final String NEEDED = "5.8";

    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");

    private JnaVersion() {}

    /** Says in a sentence what would else be a {@link LinkageError} in the middle of java-keyring. */
    static void require(KeychainFailures problem) throws StoreUnavailable {
        Class<?> jna;
        try {
            // Not initialized: that would load its native code.
            jna = Class.forName("com.sun.jna.Native", false, JnaVersion.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError missing) {
            throw problem.jna("no JNA", NEEDED, missing);
        }
        String found = versionOf(jna);
        if (found != null && !isEnough(found)) throw problem.jna("JNA " + found, NEEDED, null);
    }

    /** Where the version is not written as two numbers, JNA itself is tried. */
    static boolean isEnough(String found) {
        Matcher numbers = NUMBERS.matcher(found);
        if (!numbers.matches()) return true;
        int major = Integer.parseInt(numbers.group(1));
        return major > 5 || (major == 5 && Integer.parseInt(numbers.group(2)) >= 8);
    }

    /** Read by reflection, because the compiler would copy the constant of the JNA that Keytray is built with. */
    private static @Nullable String versionOf(Class<?> jna) {
        try {
            // Declared by an interface that is not public.
            Field version = jna.getField("VERSION");
            version.setAccessible(true);
            return (String) version.get(null);
        } catch (ReflectiveOperationException | RuntimeException unreadable) {
            // On the module path, where the versions that are too old cannot be, or where a security manager says no.
            return jna.getPackage().getImplementationVersion();
        }
    }
}
