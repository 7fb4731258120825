package io.github.keytray;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every public type of the exported packages, with its public and protected members, a line each. A main class writes them
 * anew: {@code src/testing/run PublicSignatures}.
 *
 * <p>By reflection, because the tool for it, sigtest, cannot read the annotations of types, and japicmp and revapi compare
 * with a version that is published, of which there is none.
 */
final class PublicSignatures {
    static final Path FILE = Path.of("src/main/module/keytray.sig");

    private static final List<String> PACKAGES = List.of("", "oauth", "keychain", "swing");

    private PublicSignatures() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Files.exists(FILE) ? FILE : Path.of("src/library").resolve(FILE);
        Files.write(file, lines());
        System.out.println(file);
    }

    /** In an order that does not depend on the compiler. */
    static List<String> lines() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : types()) {
            lines.add(heading(type));
            Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                    .flatMap(Arrays::stream)
                    .filter(member -> isVisible(((Member) member).getModifiers()))
                    .filter(member -> !((Member) member).isSynthetic())
                    .map(member -> "    " + shorter(text(member)))
                    .sorted()
                    .forEach(lines::add);
        }
        return lines;
    }

    private static String text(Object member) {
        return member instanceof Executable code ? code.toGenericString() : ((Field) member).toGenericString();
    }

    private static String shorter(String text) {
        return text.replace("io.github.keytray.", "").replace("java.lang.", "");
    }

    /** Versions of Java differ in whether they say that a type is sealed. */
    private static String heading(Class<?> type) {
        StringBuilder text = new StringBuilder(type.isSealed() ? "sealed " : "");
        text.append(type.toGenericString().replaceAll("\\b(non-)?sealed ", ""));
        if (type.getGenericSuperclass() != null && type.getGenericSuperclass() != Object.class) {
            text.append(" extends ").append(type.getGenericSuperclass().getTypeName());
        }
        for (var implemented : type.getGenericInterfaces()) text.append(" : ").append(implemented.getTypeName());
        return shorter(text.toString());
    }

    private static List<Class<?>> types() throws Exception {
        Path root = Path.of(Account.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/github/keytray");
        List<Class<?>> types = new ArrayList<>();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(root.resolve(name))) {
                for (Path file : files.sorted().toList()) {
                    Class<?> type = type(root, file);
                    if (type != null && isReachable(type)) types.add(type);
                }
            }
        }
        return types;
    }

    private static @Nullable Class<?> type(Path root, Path file) throws Exception {
        String name = root.relativize(file).toString();
        if (!name.endsWith(".class") || name.endsWith("package-info.class")) return null;
        String type = "io.github.keytray." + name.substring(0, name.length() - ".class".length());
        return Class.forName(
                type.replace(file.getFileSystem().getSeparator(), "."), false, Account.class.getClassLoader());
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isReachable(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || !isVisible(type.getModifiers())) return false;
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing == null || isReachable(enclosing);
    }
}
