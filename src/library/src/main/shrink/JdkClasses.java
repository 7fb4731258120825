import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies the classes of this JDK's modules into a folder, for ProGuard, which looks up in them what ours extend and call:
 * {@code java JdkClasses.java FOLDER MODULE…}. ProGuard refuses class files of a Java that is newer than itself, although
 * the form of what it looks up has not changed: each copy has the version of Java 17.
 */
class JdkClasses {
    private static final int MAJOR_VERSION = 7; // of a class file: the lower byte (JVMS §4.1)
    private static final byte JAVA_17 = 61;

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        for (String module : List.of(args).subList(1, args.length)) {
            try (Stream<Path> files = Files.walk(modules.resolve(module))) {
                for (Path file : (Iterable<Path>) files.filter(JdkClasses::isClass)::iterator) {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[MAJOR_VERSION] = JAVA_17;
                    Path copy = folder.resolve(modules.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.write(copy, bytes);
                }
            }
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class");
    }
}
