package io.github.keytray.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A panel along the lower edge that shows icons over D-Bus (StatusNotifierItem), and those of X11. */
public final class XfcePanel {
    private XfcePanel() {}

    /** Starts it, with a configuration of its own; it ends when the process is ended. */
    public static Process start() throws IOException {
        Path directory = Path.of(System.getenv("XDG_CONFIG_HOME"), "xfce4", "xfconf", "xfce-perchannel-xml");
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("xfce4-panel.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <channel name="xfce4-panel" version="1.0">
                  <property name="configver" type="int" value="2"/>
                  <property name="panels" type="array">
                    <value type="int" value="1"/>
                    <property name="panel-1" type="empty">
                      <property name="position" type="string" value="p=8;x=640;y=1008"/>
                      <property name="position-locked" type="bool" value="true"/>
                      <property name="length" type="uint" value="100"/>
                      <property name="size" type="uint" value="32"/>
                      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
                    </property>
                  </property>
                  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
                </channel>
                """);
        return new ProcessBuilder("xfce4-panel")
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }
}
