#!/bin/bash
# Packages: com.github.hypfvieh:dbus-java-core and dbus-java-transport-native-unixsocket 4.3.2 (Maven);
#   dbus 1.14.10-1~deb12u1 (Debian 12).
# Behaviour: an object that a Java program exports answers a call that it cannot serve with an error whose name is that of
#   a Java class: org.freedesktop.dbus.errors.UnknownMethod, org.freedesktop.dbus.errors.UnknownObject. The names that the
#   D-Bus specification gives them (org.freedesktop.DBus.Error.UnknownMethod, …UnknownObject) are understood from others
#   and mapped to these classes, but not mapped back for the wire.
# Seen: unknown method: Error org.freedesktop.dbus.errors.UnknownMethod
#       unknown object: Error org.freedesktop.dbus.errors.UnknownObject
# One would have guessed: the names of the specification, by which clients decide whether to try another method.
#   A client that compares names takes the answer for a failure of the call.
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
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.github.hypfvieh</groupId><artifactId>dbus-java-core</artifactId><version>4.3.2</version>
    </dependency>
    <dependency>
      <groupId>com.github.hypfvieh</groupId><artifactId>dbus-java-transport-native-unixsocket</artifactId><version>4.3.2</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 ||
    { tail -3 maven.log; exit 2; }

mapfile -t started < <(dbus-daemon --session --fork --print-address=1 --print-pid=1)
bus=${started[1]}
export DBUS_SESSION_BUS_ADDRESS=${started[0]}

cat > Finding.java <<'JAVA'
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.*;
import org.freedesktop.dbus.interfaces.DBusInterface;

public class Finding {
    @DBusInterfaceName("org.example.Clock")
    public interface Clock extends DBusInterface {
        String Now();
    }

    public static final class Noon implements Clock {
        @Override
        public String Now() {
            return "noon";
        }

        @Override
        public String getObjectPath() {
            return "/clock";
        }
    }

    public static void main(String[] arguments) throws Exception {
        DBusConnection connection = DBusConnectionBuilder.forSessionBus().withShared(false).build();
        Clock clock = new Noon();
        connection.exportObject(clock);
        connection.requestBusName("org.example.Clock");
        System.out.println("ready");
        Thread.sleep(60_000);
        System.out.println(clock.Now());
        System.exit(0);
    }
}
JAVA
java -cp 'lib/*' Finding.java > service.log 2>&1 &
service=$!
for _ in $(seq 200); do grep -q ready service.log && break; sleep 0.1; done
call() { dbus-send --session --print-reply=literal --dest=org.example.Clock "$1" "org.example.Clock.$2" 2>&1 | cut -d: -f1; }
known=$(call /clock Now)
method=$(call /clock Tomorrow)
object=$(call /watch Now)
echo "known method:   $known"
echo "unknown method: $method"
echo "unknown object: $object"
[ "$known" = "   noon" ] && [ "$method" = "Error org.freedesktop.dbus.errors.UnknownMethod" ] &&
    [ "$object" = "Error org.freedesktop.dbus.errors.UnknownObject" ]
