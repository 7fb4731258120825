package io.github.keytray.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host's own JNA, which comes first on its class path. */
class JnaVersionTest {
    @TempDir
    private Path directory;

    @Test
    void should_be_enough_where_it_is_the_one_that_we_bring() {
        assertThatCode(() -> JnaVersion.require(new KeychainFailures("Fake Keyring")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.8.0", "5.19.1", "6.0", "5.10.0-SNAPSHOT", "unknown"})
    void should_be_enough(String version) {
        assertThat(JnaVersion.isEnough(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.2", "4.5.0", "5.0.0", "5.7.0"})
    void should_be_too_old(String version) {
        assertThat(JnaVersion.isEnough(version)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WINDOWS", "MAC"})
    void should_be_told_in_a_sentence_where_it_is_too_old(String platform) throws Exception {
        assertThat(open(platform, jna("4.5.0")))
                .contains("cannot be used, because this application has JNA 4.5.0 and Keytray needs JNA 5.8 or newer.");
    }

    @Test
    void should_not_matter_on_linux() throws Exception {
        assertThat(open("LINUX", jna("4.5.0"))).contains("no D-Bus session bus").doesNotContain("JNA");
    }

    @Test
    void should_matter_on_linux_for_an_abstract_session_bus() throws Exception {
        assertThat(open("LINUX", jna("4.5.0"), "-DDBUS_SESSION_BUS_ADDRESS=unix:abstract=keytray-nowhere"))
                .contains("listens on an abstract socket", "dbus-user-session")
                .doesNotContain("JNA");
    }

    private static String open(String platform, Path jna, String... options) throws Exception {
        List<String> command = new ArrayList<>(Programs.java(Opening.class, platform));
        command.addAll(1, List.of(options));
        int path = command.indexOf("-cp") + 1;
        command.set(path, jna + File.pathSeparator + command.get(path));
        Map<String, String> environment = Map.of("DBUS_SESSION_BUS_ADDRESS", "", "XDG_RUNTIME_DIR", "");
        Ended ended = Programs.run(Duration.ofSeconds(60), command, environment);
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    /** A jar that is as JNA of that version, as far as one looks: the constant, in an interface that is not public. */
    private Path jna(String version) throws Exception {
        Path source = directory.resolve("Native.java");
        Files.writeString(
                source,
                "package com.sun.jna;\n"
                        + "public class Native implements Version { static { if (true) throw new Error(\"initialized\"); }"
                        + " }\n"
                        + "interface Version { String VERSION ="
                        + " String.valueOf(\"" + version + "\"); }\n");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", "", "-d", directory.toString(), source.toString()))
                .isZero();
        Path jar = directory.resolve("jna.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String name : List.of("com/sun/jna/Native.class", "com/sun/jna/Version.class")) {
                entries.putNextEntry(new ZipEntry(name));
                Files.copy(directory.resolve(name), entries);
            }
        }
        return jar;
    }

    /** Opens the keychain of a platform, on any other one too. */
    static final class Opening {
        private Opening() {}

        public static void main(String[] arguments) throws Exception {
            Platform platform = Platform.valueOf(arguments[0]);
            KeychainFailures problem = new KeychainFailures(platform.keychainName(Map.of()));
            Path state = Files.createTempDirectory("keytray");
            try {
                new KeychainOpener(platform, Map.of(), new LastKeychain(state), problem).open(new Nobody());
            } catch (StoreUnavailable expected) {
                System.out.println(expected.getMessage());
            } finally {
                Files.delete(state);
            }
        }
    }

    /** Nobody is shown a prompt. */
    private static final class Nobody implements Backend.PromptMonitor {
        @Override
        public boolean mayPrompt() {
            return false;
        }

        @Override
        public boolean mayConfirm() {
            return false;
        }

        @Override
        public void asked(boolean isGuided) {}

        @Override
        public void answered() {}

        @Override
        public boolean isCallerWaiting() {
            return true;
        }
    }
}
