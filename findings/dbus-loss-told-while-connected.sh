#!/bin/bash
# Packages: com.github.hypfvieh:dbus-java-core and dbus-java-transport-native-unixsocket 4.3.2 (Maven);
#   dbus 1.14.10-1~deb12u1 (Debian 12).
# Behaviour: when the bus goes away, the callback IDisconnectCallback.disconnectOnError is called before the connection is
#   taken down: in the callback, DBusConnection.isConnected() still answers true. It answers false a moment later.
# Seen: in the callback: isConnected() is true
#       a second later: isConnected() is false
# One would have guessed: that a connection does not count as one any more when its loss is told. A program that connects
#   again in the callback, unless it is connected, does nothing, and is not called a second time.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
bus=
trap 'kill $bus 2> /dev/null; rm -rf "$dir"' EXIT
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
import java.io.IOException;
import java.util.concurrent.*;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.*;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        DBusConnection connection = DBusConnectionBuilder.forSessionBus().withShared(false).build();
        BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
        connection.setDisconnectCallback(new IDisconnectCallback() {
            @Override
            public void disconnectOnError(IOException lost) {
                told.add(connection.isConnected());
            }
        });
        System.out.println("before: isConnected() is " + connection.isConnected());
        ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow().destroy();
        System.out.println("in the callback: isConnected() is " + told.poll(20, TimeUnit.SECONDS));
        Thread.sleep(1_000);
        System.out.println("a second later: isConnected() is " + connection.isConnected());
        System.exit(0);
    }
}
JAVA
seen=$(java -cp 'lib/*' Finding.java "$bus" 2>java.log)
echo "$seen"
[ "$seen" = "before: isConnected() is true
in the callback: isConnected() is true
a second later: isConnected() is false" ]
