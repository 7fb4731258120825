package io.github.keytray.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven project whose pom has the README's dependency, whose source has the README's example, and which knows the
 * repository that this build has deployed to. Its local repository is its own.
 */
final class HostProject {
    private static final Path REPOSITORY =
            Path.of("../../target/repository").toAbsolutePath().normalize();
    private static final Path PARENT = Path.of("../../pom.xml");

    private final Path directory;

    private HostProject(Path directory) {
        this.directory = directory;
    }

    static HostProject build(Path directory) throws Exception {
        assumeThat(REPOSITORY.resolve("io/github/keytray/keytray"))
                .as("what this build has deployed; offline it deploys nothing")
                .exists();
        HostProject project = new HostProject(directory);
        project.write("pom.xml", pom());
        project.write("settings.xml", settings());
        project.write("src/main/java/Host.java", source());
        Ended ended = Programs.run(
                Duration.ofMinutes(3),
                List.of(
                        System.getProperty("keytray.maven"),
                        "-q",
                        "-B",
                        "-ntp",
                        "-s",
                        directory.resolve("settings.xml").toString(),
                        "-f",
                        directory.resolve("pom.xml").toString(),
                        "-Dmaven.repo.local=" + directory.resolve("repository"),
                        "process-classes"),
                Map.of("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", "MAVEN_ARGS", ""));
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return project;
    }

    /** What Maven found for the one dependency. */
    List<String> jars() throws IOException {
        try (Stream<Path> jars = Files.list(directory.resolve("target/lib"))) {
            return jars.map(jar -> jar.getFileName().toString()).sorted().toList();
        }
    }

    /** Starts the host, with its jars in a folder, behind others that come first on its class path. */
    List<String> command(String issuer, Path... before) {
        StringBuilder path = new StringBuilder();
        for (Path jar : before) path.append(jar).append(File.pathSeparator);
        path.append(directory.resolve("target/classes")).append(File.pathSeparator);
        path.append(directory.resolve("target/lib")).append("/*");
        return List.of(Programs.javaCommand(), "-cp", path.toString(), "Host", issuer);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String pom() throws IOException {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>host</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                %s
                  </dependencies>
                  <build>
                    <plugins>
                      <plugin>
                        <artifactId>maven-resources-plugin</artifactId>
                        <version>%s</version>
                      </plugin>
                      <plugin>
                        <artifactId>maven-compiler-plugin</artifactId>
                        <version>%s</version>
                      </plugin>
                      <plugin>
                        <artifactId>maven-dependency-plugin</artifactId>
                        <version>%s</version>
                        <executions>
                          <execution>
                            <phase>process-classes</phase>
                            <goals>
                              <goal>copy-dependencies</goal>
                            </goals>
                            <configuration>
                              <outputDirectory>${project.build.directory}/lib</outputDirectory>
                              <useBaseVersion>true</useBaseVersion>
                            </configuration>
                          </execution>
                        </executions>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(
                        Readme.dependency(),
                        version("maven-resources-plugin"),
                        version("maven-compiler-plugin"),
                        version("maven-dependency-plugin"));
    }

    /** The version that this build has, so that it need not be fetched. */
    private static String version(String plugin) throws IOException {
        Matcher version = Pattern.compile("<artifactId>" + plugin + "</artifactId>\\s*<version>([^<]+)<")
                .matcher(Files.readString(PARENT));
        assertThat(version.find()).as(plugin).isTrue();
        return version.group(1);
    }

    /** Central, as far as this build has fetched it already, and the repository that Keytray was deployed to. */
    private static String settings() {
        return """
                <settings>
                  <mirrors>
                    <mirror>
                      <id>fetched</id>
                      <url>%s</url>
                      <mirrorOf>central</mirrorOf>
                    </mirror>
                  </mirrors>
                  <profiles>
                    <profile>
                      <id>host</id>
                      <repositories>
                        <repository>
                          <id>deployed</id>
                          <url>%s</url>
                        </repository>
                      </repositories>
                    </profile>
                  </profiles>
                  <activeProfiles>
                    <activeProfile>host</activeProfile>
                  </activeProfiles>
                </settings>
                """.formatted(
                        Path.of(System.getProperty("keytray.localRepository")).toUri(), REPOSITORY.toUri());
    }

    private static String source() throws IOException {
        return """
                import io.github.keytray.swing.*;
                import javax.swing.*;

                public final class Host {
                    public static void main(String[] arguments) {
                        SwingUtilities.invokeLater(() -> open(arguments[0]));
                    }

                    private static void open(String issuer) {
                        JFrame frame = new JFrame("Orders");
                        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
                        frame.setSize(600, 400);
                        frame.setVisible(true);
                        Orders orders = new Orders(frame);
                %s
                    }

                    private record Orders(JFrame frame) {
                        void connect(Session session) {
                            end("signed in as " + session.user().username());
                        }

                        void startSignedOut() {
                            end("signed out");
                        }

                        private void end(String line) {
                            System.out.println(line);
                            frame.dispose();
                            System.out.println("last window closed");
                        }
                    }
                }
                """.formatted(Readme.example().replace("\"https://login.acme.example/realms/staff\"", "issuer"));
    }
}
