#!/bin/bash
# Packages: openjdk-17-jdk (Debian 12), seen with 17.0.15+6-1~deb12u1; trayer 1.1.8-4, xdotool 1:3.20160805.1-5, Xvfb.
# Behaviour: each time that a tray of X11 ends, as when a panel is restarted, AWT throws an UnsupportedOperationException on the
#   event dispatch thread, to the program's handler for what was not caught, although the program calls nothing and the end of a
#   tray is told by the property "systemTray". AWT means to remove the icon from a tray that it then finds to be none. The icon
#   is in the next tray only because that removal fails.
# Seen: with a tray: 1 icon, 1 shown
#       the tray has ended: 1 icon, thrown: UnsupportedOperationException
#       with another tray: 1 icon, 1 shown
# One would have guessed: a program that listens to "systemTray" has nothing thrown at it when a tray ends, and a program that
#   reports what was not caught has nothing to report.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
x=
trap 'kill $x 2> /dev/null; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
debian() {
    [ "$(dpkg-query -W -f '${Version}' "$1" 2> /dev/null)" = "$2" ] ||
        { apt-get update -qq && apt-get install -y -qq "$1=$2"; } > apt.log 2>&1 || { echo "cannot install $1 $2"; exit 2; }
}
debian trayer 1.1.8-4
debian xdotool 1:3.20160805.1-5
for tool in javac:openjdk-17-jdk Xvfb:xvfb; do
    command -v "${tool%:*}" > /dev/null || { apt-get update -qq && apt-get install -y -qq "${tool#*:}"; } > apt.log 2>&1 ||
        { echo "cannot install ${tool#*:}"; exit 2; }
done
java -version 2>&1 | head -n 1

cat > Icon.java <<'JAVA'
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

public class Icon {
    static final Set<String> thrown = new ConcurrentSkipListSet<>();

    static void say(String when, SystemTray tray, boolean looks) throws Exception {
        String icons = when + ": " + tray.getTrayIcons().length + " icon";
        if (!looks) {
            System.out.println(icons + ", thrown: " + String.join(" ", thrown));
            return;
        }
        Process search = new ProcessBuilder("xdotool", "search", "--onlyvisible", "--name", "JavaEmbeddedFrame")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long shown = search.inputReader().lines().filter(line -> line.matches("[0-9]+")).count();
        System.out.println(icons + ", " + shown + " shown");
    }

    static Process startTray() throws Exception {
        Process tray = new ProcessBuilder("trayer").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (!SystemTray.isSupported()) Thread.sleep(50);
        Thread.sleep(3000);
        return tray;
    }

    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> thrown.add(problem.getClass().getSimpleName()));
        Process first = startTray();
        SystemTray tray = SystemTray.getSystemTray();
        tray.add(new TrayIcon(new BufferedImage(24, 24, BufferedImage.TYPE_INT_ARGB), "Icon"));
        Thread.sleep(2000);
        say("with a tray", tray, true);
        first.destroy();
        first.waitFor();
        while (SystemTray.isSupported()) Thread.sleep(50);
        Thread.sleep(2000);
        say("the tray has ended", tray, false);
        Process second = startTray();
        say("with another tray", tray, true);
        second.destroy();
        System.exit(0);
    }
}
JAVA
javac -d . Icon.java || exit 2
mkfifo display
Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp 3> display > x.log 2>&1 &
x=$!
read -r number < display
DISPLAY=:$number timeout 60 java -cp . Icon > seen 2> errors || { cat seen errors; exit 1; }
cat seen
diff seen - <<'SEEN' || exit 1
with a tray: 1 icon, 1 shown
the tray has ended: 1 icon, thrown: UnsupportedOperationException
with another tray: 1 icon, 1 shown
SEEN
