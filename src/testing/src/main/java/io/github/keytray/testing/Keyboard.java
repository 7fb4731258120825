package io.github.keytray.testing;

import io.github.keytray.testing.Programs.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A person's keyboard, for the windows of other programs. */
public final class Keyboard {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TRIES = 10;

    private Keyboard() {}

    /** Presses keys in the window with this name, once it is there. */
    public static void press(String name, String... keys) throws Exception {
        String[] find = {"search", "--sync", "--onlyvisible", "--name", "^" + name + "$", "windowactivate", "--sync"};
        Ended found = xdotool(find);
        // Another window that goes while xdotool looks at all of them ends its search.
        for (int i = 0; i < MOST_TRIES && found.err().contains("BadWindow"); i++) found = xdotool(find);
        if (found.exit() != 0) throw new AssertionError(name + ": " + found.err());
        for (String key : keys) {
            if (xdotool("key", key).exit() != 0) throw new AssertionError("No key " + key);
        }
    }

    private static Ended xdotool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(arguments));
        return Programs.run(PATIENCE, command);
    }
}
