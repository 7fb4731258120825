package io.github.keytray.tray.theme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The theme of Cinnamon's panels, which is not that of the windows. Its settings are in a database that its own command
 * reads, which is why the answer is kept for a minute. Safe for any thread; blocks for a moment.
 */
final class CinnamonTheme {
    static final List<String> COMMAND = List.of("gsettings", "get", "org.cinnamon.theme", "name");

    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PATIENCE_SECONDS = 2;
    /** The theme that Cinnamon comes with: light letters on grey. */
    private static final String OWN = "cinnamon";

    private final List<String> command;
    private Optional<Boolean> dark = Optional.empty();
    private long readAt;
    private boolean isRead;

    CinnamonTheme(List<String> command) {
        this.command = command;
    }

    /** Empty where it cannot be read. */
    synchronized Optional<Boolean> isDark() {
        if (!isRead || System.nanoTime() - readAt > FRESH_NANOS) {
            isRead = true;
            readAt = System.nanoTime();
            dark = name().map(name -> name.equals(OWN) || name.contains("dark"));
        }
        return dark;
    }

    private Optional<String> name() {
        try {
            Process settings = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!settings.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) return Optional.empty();
                String answer = new String(settings.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                String name = answer.strip().replace("'", "").toLowerCase(Locale.ROOT);
                return name.isEmpty() ? Optional.empty() : Optional.of(name);
            } finally {
                settings.destroyForcibly();
            }
        } catch (IOException noSuchCommand) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
