package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in the Javadoc of the public classes. */
class ExamplesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)}</pre>", Pattern.DOTALL);

    /** What the examples take for granted. */
    private static final String AROUND = """
            import io.github.keytray.*;
            import io.github.keytray.keychain.*;
            import io.github.keytray.oauth.*;
            import io.github.keytray.swing.*;
            import java.awt.*;
            import java.time.*;
            import java.util.Optional;
            import javax.swing.*;

            abstract class Example {
                JFrame frame;
                JLabel status;
                Orders orders;
                Account account;
                AccountStore store;
                UserFetcher fetcher;
                Grant delegate;
                Provider provider;
                Client client;
                InstantSource clock;
                KnownUsers known;
                StoredUser user;
                Session session;
                SwingSignIn signIn;

                interface Orders {
                    void connect(Session session);
                }
            """;

    static Stream<Path> publicClasses() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/keytray/swing"))) {
            return files.filter(ExamplesTest::isPublic).sorted().toList().stream();
        }
    }

    private static boolean isPublic(Path file) {
        return read(file).contains("\npublic final class ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("publicClasses")
    void should_compile(Path file, @TempDir Path classes) {
        Matcher example = EXAMPLE.matcher(read(file));
        assertThat(example.find()).as("an example").isTrue();
        String lines = example.group(1).replaceAll("(?m)^ \\* ?", "");
        String source = AROUND + "void example() throws Exception {\n" + lines + "\n}\n}\n";
        StringWriter problems = new StringWriter();
        boolean compiles = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        problems,
                        null,
                        null,
                        List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(new Source(source)))
                .call();
        assertThat(compiles).as("%s%n%s", problems, source).isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
