package io.github.keytray.cli;

import io.github.keytray.tray.autostart.Autostart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a tray starts.
 *
 * @param hidden whether the window waits until it is asked for
 * @param paused whether nothing is renewed until the person says so
 * @param remind whether it is told once more who has to sign in again, because the notice of the tray before this one was
 *     still there
 * @param byPolicy whether it starts only where a policy has it start at login
 */
record TrayOptions(boolean hidden, boolean paused, boolean remind, boolean byPolicy) {
    static final String HIDDEN = "--hidden";
    static final String PAUSED = "--paused";
    static final String REMIND = "--remind";
    static final String BY_POLICY = Autostart.BY_POLICY;

    /** Starts no tray: says whether one that starts would read every sign-in without asking the person. */
    static final String TRY = "--try";

    /** All the options of a tray that starts. */
    static final Set<String> NAMES = Set.of(HIDDEN, PAUSED, REMIND, BY_POLICY);

    static TrayOptions of(List<String> arguments) {
        return new TrayOptions(
                arguments.contains(HIDDEN),
                arguments.contains(PAUSED),
                arguments.contains(REMIND),
                arguments.contains(BY_POLICY));
    }

    TrayOptions withWindow() {
        return new TrayOptions(false, paused, remind, byPolicy);
    }

    TrayOptions withoutReminder() {
        return new TrayOptions(hidden, paused, false, byPolicy);
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (hidden) arguments.add(HIDDEN);
        if (paused) arguments.add(PAUSED);
        if (remind) arguments.add(REMIND);
        if (byPolicy) arguments.add(BY_POLICY);
        return arguments;
    }
}
