package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the README, and of the Javadoc of what is published. */
class ExamplesTest {
    private static final Pattern IN_JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)}</pre>", Pattern.DOTALL);

    /** What the examples take for granted. */
    private static final String AROUND = """
            import static org.assertj.core.api.Assertions.assertThat;

            import io.github.keytray.*;
            import io.github.keytray.client.*;
            import io.github.keytray.keychain.*;
            import io.github.keytray.oauth.*;
            import io.github.keytray.swing.*;
            import io.github.keytray.testkit.*;
            import java.awt.*;
            import java.net.HttpURLConnection;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.Optional;
            import javax.swing.*;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.RegisterExtension;

            abstract class Example {
                JFrame frame;
                JLabel status;
                Orders orders;
                Account account;
                AccountStore store;
                AutoLoginWidget widget;
                UserFetcher fetcher;
                TokenRefresher refresher;
                Grant delegate;
                Provider provider;
                Client client;
                Browser page;
                InstantSource clock;
                KnownUsers known;
                StoredUser user;
                Session session;
                SwingSignIn signIn;
                HttpURLConnection connection;

                interface Orders {
                    void connect(Session session);

                    void startSignedOut();
                }

                abstract void signIn(String issuer, String client);

            %s
            }
            """;

    static Stream<Named<String>> examples() throws IOException {
        Stream<Named<String>> readme = Readme.blocks("java").stream().map(lines -> Named.of("README.md", lines));
        Stream<Named<String>> javadoc = Stream.of("library", "client", "testkit")
                .flatMap(module -> sources(Path.of("..", module, "src/main/java")).stream())
                .flatMap(ExamplesTest::inJavadoc);
        return Stream.concat(readme, javadoc);
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("internal"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Named<String>> inJavadoc(Path file) {
        try {
            return IN_JAVADOC
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> Named.of(
                            file.getFileName().toString(), found.group(1).replaceAll("(?m)^ \\* ?", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void should_compile(String example, @TempDir Path classes) {
        String member = example.startsWith("@") ? example : "void example() throws Exception {\n" + example + "}\n";
        String source = AROUND.formatted(member);
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
