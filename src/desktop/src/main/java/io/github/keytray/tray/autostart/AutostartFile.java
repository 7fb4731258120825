package io.github.keytray.tray.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/**
 * A file that the desktop starts programs by. Written whole or not at all.
 *
 * @param format what the file says, for a command
 */
record AutostartFile(Path file, List<String> command, Function<List<String>, String> format) implements Autostart {
    /** Desktops leave an entry that was turned off where it is, and say so in it. */
    private static final List<String> OFF = List.of("Hidden=true", "X-GNOME-Autostart-enabled=false");

    @Override
    public boolean isOn() throws IOException {
        return Files.exists(file) && Files.readAllLines(file).stream().noneMatch(OFF::contains);
    }

    @Override
    public boolean isByPolicy() throws IOException {
        return isOn() && Files.readString(file).contains(BY_POLICY);
    }

    @Override
    public void turnOn() throws IOException {
        write(command);
    }

    @Override
    public void turnOnByPolicy() throws IOException {
        write(LaunchCommand.byPolicy(command));
    }

    private void write(List<String> command) throws IOException {
        if (command.isEmpty()) throw LaunchCommand.notInstalled();
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path next = Files.createTempFile(directory, ".keytray", ".new");
        try {
            Files.writeString(next, format.apply(command));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    @Override
    public void turnOff() throws IOException {
        Files.deleteIfExists(file);
    }
}
