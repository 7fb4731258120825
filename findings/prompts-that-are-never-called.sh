#!/bin/bash
# Packages: de.swiesend:secret-service 1.8.1-jdk17 (Maven); dbus 1.14.10-1~deb12u1, python3-dbus 1.3.2-4+b1,
#   python3-gi 3.42.2-3+b1 (Debian 12).
# Behaviour: org.freedesktop.secret.Prompt calls a prompt only if the last part of its object path begins with "p" or "u",
#   as the prompts of GNOME Keyring do ("…/prompt/p1", "…/prompt/u1"). For any other path it throws NoSuchObject and sends
#   nothing to the service, although the service has that object. KeePassXC (seen with
#   2.7.4+dfsg.1-2) names its prompts by 32 hex digits ("…/prompt/650362070dc0453abc644a62a8911a01"), none of which is "p"
#   or "u": the library cannot call any of them. It also sends the last part of the path as the identifier of the window.
# Seen:  /org/freedesktop/secrets/prompt/p1: called with window id p1
#        /org/freedesktop/secrets/prompt/8c5a5c3a6b9e4f1d9d3f8a2b7c6d5e4f: NoSuchObject, not called
# One would have guessed: the object path of a prompt is opaque, as the Secret Service specification has it: a client calls
#   Prompt() at the path that the service returned, whatever its name is.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
bus= service=
trap 'kill $service $bus 2> /dev/null; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
command -v java > /dev/null && command -v mvn > /dev/null || { echo "needs Java 17 and Maven"; exit 2; }
debian() {
    [ "$(dpkg-query -W -f '${Version}' "$1" 2> /dev/null)" = "$2" ] ||
        { apt-get update -qq && apt-get install -y -qq "$1=$2"; } > apt.log 2>&1 || { echo "cannot install $1 $2"; exit 2; }
}
debian dbus 1.14.10-1~deb12u1
debian python3-dbus 1.3.2-4+b1
debian python3-gi 3.42.2-3+b1
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>de.swiesend</groupId><artifactId>secret-service</artifactId><version>1.8.1-jdk17</version>
    </dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 ||
    { tail -3 maven.log; exit 2; }

mapfile -t started < <(dbus-daemon --session --fork --print-address=1 --print-pid=1)
bus=${started[1]}
export DBUS_SESSION_BUS_ADDRESS=${started[0]}

cat > service.py <<'PYTHON'
import sys
import dbus, dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

class Prompt(dbus.service.Object):
    @dbus.service.method("org.freedesktop.Secret.Prompt", in_signature="s", path_keyword="path")
    def Prompt(self, window, path=None):
        print(path, "called with window id", window, flush=True)

DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
prompts = [Prompt(bus, path) for path in sys.argv[1:]]
name = dbus.service.BusName("org.freedesktop.secrets", bus)
print("ready", flush=True)
GLib.MainLoop().run()
PYTHON
cat > Finding.java <<'JAVA'
import org.freedesktop.dbus.ObjectPath;
import org.freedesktop.dbus.connections.impl.*;
import org.freedesktop.secret.*;
import org.freedesktop.secret.Prompt;
import org.freedesktop.secret.errors.NoSuchObject;

class Finding {
    public static void main(String[] paths) throws Exception {
        try (DBusConnection connection = DBusConnectionBuilder.forSessionBus().withShared(false).build()) {
            Prompt prompt = new Prompt(new Service(connection));
            for (String path : paths) {
                try {
                    prompt.prompt(new ObjectPath("org.freedesktop.secrets", path));
                } catch (NoSuchObject e) {
                    System.out.println(path + " NoSuchObject");
                }
            }
        }
        System.exit(0);
    }
}
JAVA
gnome=/org/freedesktop/secrets/prompt/p1
hex=/org/freedesktop/secrets/prompt/8c5a5c3a6b9e4f1d9d3f8a2b7c6d5e4f
/usr/bin/python3 service.py "$gnome" "$hex" > service.log 2>&1 &
service=$!
for _ in $(seq 50); do grep -q ready service.log && break; sleep 0.1; done
# The service does have both: another client calls the second one.
dbus-send --session --print-reply=literal --dest=org.freedesktop.secrets "$hex" org.freedesktop.Secret.Prompt.Prompt \
    string:another > /dev/null
java -cp 'lib/*' Finding.java "$gnome" "$hex" > client.log || { cat client.log; exit 1; }
sleep 0.5
echo "service:"; cat service.log
echo "client:"; cat client.log
grep -q "^$gnome called with window id p1$" service.log && ! grep -q "^$hex called with window id 8" service.log &&
    grep -q "^$hex called with window id another$" service.log && grep -q "^$hex NoSuchObject$" client.log
