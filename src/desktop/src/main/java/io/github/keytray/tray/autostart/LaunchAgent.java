package io.github.keytray.tray.autostart;

import java.util.List;
import java.util.stream.Collectors;

/** A property list by which macOS starts the tray with the session (launchd.plist(5)). */
final class LaunchAgent {
    private LaunchAgent() {}

    static String of(List<String> command) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>io.github.keytray</string>
                  <key>ProgramArguments</key>
                  <array>
                %s
                  </array>
                  <key>RunAtLoad</key>
                  <true/>
                  <key>LimitLoadToSessionType</key>
                  <string>Aqua</string>
                </dict>
                </plist>
                """.formatted(command.stream()
                .map(argument -> "    <string>" + escaped(argument) + "</string>")
                .collect(Collectors.joining("\n")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
