package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Authorization;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the browsers here are shell scripts, and open is on every mac")
class SystemBrowserTest {
    private static final URI PAGE = URI.create("https://login.acme.example/auth?a=1&b=%20");

    @TempDir
    Path directory;

    private String command(String name, String... lines) throws IOException {
        Path script = directory.resolve(name);
        Files.writeString(
                script,
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >'" + directory.resolve(name + ".args") + "'\n"
                        + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private void open(String variable, boolean desktop) throws GrantException, InterruptedException {
        new SystemBrowser(Map.of("BROWSER", variable), "no such system", page -> desktop).open(new TestAuthorization());
    }

    private String args(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".args")).strip();
    }

    @Test
    void should_be_the_one_the_variable_names() throws Exception {
        open(command("one"), false);
        assertThat(args("one")).isEqualTo(PAGE.toString());
    }

    @Test
    void should_put_the_page_where_the_variable_wants_it() throws Exception {
        open(command("one") + " --new-window %s --", false);
        assertThat(args("one").lines()).containsExactly("--new-window", PAGE.toString(), "--");
    }

    @Test
    void should_be_the_next_one_when_the_first_fails() throws Exception {
        open(command("broken", "exit 3") + ":/nowhere:" + command("two"), false);
        assertThat(args("two")).isEqualTo(PAGE.toString());
    }

    @Test
    void should_be_one_that_stays_open() throws Exception {
        open(command("stays", "exec sleep 5"), false);
        assertThat(args("stays")).isEqualTo(PAGE.toString());
    }

    @Test
    void should_be_the_desktops_when_the_variable_is_of_no_use() throws Exception {
        open("/nowhere", true);
        open(command("broken", "exit 127"), true);
        open(" ", true);
    }

    @Test
    void should_not_open_a_second_page_when_the_launcher_fails_after_it_opened_one() throws Exception {
        AtomicInteger desktop = new AtomicInteger();
        SystemBrowser browser =
                new SystemBrowser(Map.of("BROWSER", command("explorer.exe", "exit 1")), "no such system", page -> {
                    desktop.incrementAndGet();
                    return true;
                });
        browser.open(new TestAuthorization());
        assertThat(desktop).hasValue(0);
        browser.open(new TestAuthorization());
        assertThat(desktop).as("the same page, wanted again").hasValue(1);
    }

    @Test
    void should_have_blanks_and_colons_in_its_path_and_arguments() throws Exception {
        Path blank = Files.createDirectories(directory.resolve("Program Files"));
        String fox = command("Program Files/fox");
        open(fox, false);
        assertThat(Files.readString(blank.resolve("fox.args")).strip()).isEqualTo(PAGE.toString());
        open(fox + " --new %s", false);
        assertThat(Files.readString(blank.resolve("fox.args")).lines()).containsExactly("--new", PAGE.toString());
        open('"' + fox + "\" 'a: b' %s", false);
        assertThat(Files.readString(blank.resolve("fox.args")).lines()).containsExactly("a: b", PAGE.toString());
        open("/nowhere:" + fox.replace(" ", "\\ ") + " -x", false);
        assertThat(Files.readString(blank.resolve("fox.args")).lines()).containsExactly("-x", PAGE.toString());
    }

    @Test
    void should_be_a_path_of_windows() {
        assertThat(new BrowserVariable(true).commands("\"C:\\Program Files\\fox.exe\" -url %s;C:\\chrome.exe"))
                .containsExactly(List.of("C:\\Program Files\\fox.exe", "-url", "%s"), List.of("C:\\chrome.exe"));
    }

    @Test
    void should_be_said_to_be_missing_when_there_is_none() {
        SystemBrowser nothing = new SystemBrowser(Map.of(), "a mac, whose command is not here", page -> false);
        assertThatThrownBy(() -> nothing.open(new TestAuthorization()))
                .isInstanceOf(GrantException.Unreachable.class)
                .hasMessageContaining("No browser could be opened");
    }

    @Test
    void should_be_named_without_being_opened() throws Exception {
        String there = command("there");
        Map<String, String> named = Map.of("BROWSER", "/nowhere:" + there + " --new-window %s");
        assertThat(new SystemBrowser(named, "no such system", page -> false).launcher())
                .contains(there);
        Map<String, String> found = Map.of("PATH", "/nowhere:" + directory);
        command("open");
        assertThat(new SystemBrowser(found, "mac", page -> false).launcher()).contains("open");
        assertThat(new SystemBrowser(Map.of(), "mac", page -> false).launcher()).isEmpty();
        assertThat(directory.resolve("there.args")).doesNotExist();
    }

    private record TestAuthorization(URI uri, Instant deadline) implements Authorization {
        TestAuthorization() {
            this(PAGE, Instant.MAX);
        }

        @Override
        public void cancel() {}
    }
}
