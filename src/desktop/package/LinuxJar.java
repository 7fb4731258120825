import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * {@code java LinuxJar.java JAR RESULT}: a copy of the jar without what Linux does not use. Java reads the list of a jar's files
 * into the memory of each process.
 */
class LinuxJar {
    private static final Pattern OF_OTHERS = Pattern.compile("io/github/keytray/internal/lib/jna/.*"
            // java-keyring and what it needs: the keychains of other systems are reached by it.
            + "|io/github/keytray/internal/lib/(javakeyring|secret|gnome|dbus|slf4j|hkdf)/.*"
            + "|com/sun/jna/(?!linux-)[a-z0-9]+-[a-z0-9-]+/.*"
            + "|com/formdev/flatlaf/natives/.*[.](dll|dylib)");

    public static void main(String[] args) throws Exception {
        try (InputStream file = Files.newInputStream(Path.of(args[0]));
                ZipInputStream jar = new ZipInputStream(file);
                OutputStream result = Files.newOutputStream(Path.of(args[1]));
                ZipOutputStream copy = new ZipOutputStream(result)) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (OF_OTHERS.matcher(entry.getName()).matches()) continue;
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTimeLocal(entry.getTimeLocal());
                copy.putNextEntry(same);
                jar.transferTo(copy);
                copy.closeEntry();
            }
        }
    }
}
