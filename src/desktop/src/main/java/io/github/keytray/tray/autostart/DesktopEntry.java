package io.github.keytray.tray.autostart;

import java.util.List;
import java.util.stream.Collectors;

/** An entry by which a freedesktop.org desktop starts the tray (Desktop Entry Specification 1.5). */
final class DesktopEntry {
    private DesktopEntry() {}

    static String of(List<String> command) {
        return """
                [Desktop Entry]
                Type=Application
                Version=1.0
                Name=Keytray
                Comment=Keeps sign-ins fresh
                TryExec=%s
                Exec=%s
                Terminal=false
                NoDisplay=true
                StartupWMClass=Keytray
                """.formatted(
                        escaped(command.get(0)),
                        command.stream().map(DesktopEntry::quoted).collect(Collectors.joining(" ")));
    }

    /** Quoted as an argument, with {@code %} doubled as in every {@code Exec}, then escaped as every string is. */
    private static String quoted(String argument) {
        String quoted = '"' + argument.replaceAll("[\"`$\\\\]", "\\\\$0").replace("%", "%%") + '"';
        return escaped(quoted);
    }

    /** As every string of such a file. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }
}
