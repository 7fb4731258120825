package io.github.keytray.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.cli.PackagedApp;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code keytray login --device}, and a person who follows it with Chromium. */
public final class DeviceLogin {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern USER_CODE = Pattern.compile("[A-Z]{4}-[A-Z]{4}");

    private final Process keytray;

    private DeviceLogin(Process keytray) {
        this.keytray = keytray;
    }

    public static DeviceLogin start(Map<String, String> environment, String... options) throws IOException {
        String[] args = Stream.concat(Stream.of("login", "--device"), Stream.of(options))
                .toArray(String[]::new);
        ProcessBuilder command = new ProcessBuilder(PackagedApp.command(args)).redirectErrorStream(true);
        Programs.apply(environment, command);
        return new DeviceLogin(command.start());
    }

    /**
     * The person opens the page, which takes the code in its address, and agrees.
     *
     * @return what the command then said
     */
    public String approve(String page) throws IOException, InterruptedException {
        try (BufferedReader terminal = keytray.inputReader()) {
            String code = terminal.lines()
                    .map(String::strip)
                    .filter(USER_CODE.asMatchPredicate())
                    .findFirst()
                    .orElseThrow();
            Ended person = Programs.run(PATIENCE, Programs.java(ChromiumUser.class, page + "?user_code=" + code));
            assertThat(person.exit()).as(person.err()).isZero();
            return terminal.lines().collect(Collectors.joining("\n"));
        } finally {
            keytray.destroyForcibly();
        }
    }
}
