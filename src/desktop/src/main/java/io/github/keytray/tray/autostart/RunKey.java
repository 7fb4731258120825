package io.github.keytray.tray.autostart;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The value of the registry by which Windows starts the tray with the session. */
record RunKey(List<String> command) implements Autostart {
    private static final String KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Run";
    /** The key where the Task Manager and the Settings record the programs that the user has turned off. */
    private static final String APPROVED =
            "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run";

    private static final String VALUE = "Keytray";
    /** As Microsoft documents it. */
    private static final int LONGEST = 260;

    @Override
    public boolean isOn() throws IOException {
        try {
            return Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, KEY, VALUE)
                    && !(hasApproval() && isOff(approval()));
        } catch (Win32Exception e) {
            throw refused(e);
        }
    }

    @Override
    public boolean isByPolicy() throws IOException {
        try {
            return isOn()
                    && Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE)
                            .contains(BY_POLICY);
        } catch (Win32Exception e) {
            throw refused(e);
        }
    }

    @Override
    public void turnOn() throws IOException {
        write(command);
    }

    @Override
    public void turnOnByPolicy() throws IOException {
        write(LaunchCommand.byPolicy(command));
    }

    private static void write(List<String> command) throws IOException {
        if (command.isEmpty()) throw LaunchCommand.notInstalled();
        String line = line(command);
        if (line.length() > LONGEST) {
            throw new IOException("Windows starts nothing whose command is longer than " + LONGEST
                    + " characters, and this one is. Put Keytray, or Java, into a directory with a shorter name.");
        }
        try {
            Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, KEY);
            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE, line);
            if (hasApproval()) Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, APPROVED, VALUE);
        } catch (Win32Exception e) {
            throw refused(e);
        }
    }

    @Override
    public void turnOff() throws IOException {
        try {
            if (Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, KEY, VALUE))
                Advapi32Util.registryDeleteValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE);
        } catch (Win32Exception e) {
            throw refused(e);
        }
    }

    private static boolean hasApproval() {
        return Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, APPROVED)
                && Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, APPROVED, VALUE);
    }

    private static byte[] approval() {
        return Advapi32Util.registryGetBinaryValue(WinReg.HKEY_CURRENT_USER, APPROVED, VALUE);
    }

    /** An odd first byte says that the person turned it off. */
    static boolean isOff(byte[] approval) {
        return approval.length > 0 && (approval[0] & 1) == 1;
    }

    /** As {@code CommandLineToArgvW} takes it apart. No path of Windows holds a quote. */
    static String line(List<String> command) {
        return command.stream().map(argument -> '"' + argument + '"').collect(Collectors.joining(" "));
    }

    private static IOException refused(Win32Exception e) {
        return new IOException("The registry refused: " + e.getMessage(), e);
    }
}
