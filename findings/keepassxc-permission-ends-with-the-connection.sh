#!/bin/bash
# Packages: keepassxc 2.7.4+dfsg.1-2, dbus 1.14.10-1~deb12u1, python3-dbus 1.3.2-4+b1, xvfb, openbox, xdotool (Debian 12).
# Behaviour: KeePassXC asks about a program that wants to read an entry by the Secret Service, in a window that names the program's
#   file and its process number, with "Remember" checked. The answer holds for one connection to the bus: a second connection of the same
#   process finds the entry locked, and the person would be asked once more, about the same file and the same process. So they are at
#   each start of a program, and by a program that connects anew.
# Seen: first connection:  locked True, after the person has allowed it: locked False, secret kept
#       second connection: locked True, GetSecret: org.freedesktop.Secret.Error.IsLocked
#       first connection:  locked False
# One would have guessed: what is remembered is what the window names, the program or at least the process.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
bus= screen= manager= program=
trap 'kill $program $manager $bus $screen 2> /dev/null; sleep 1; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
debian() {
    [ "$(dpkg-query -W -f '${Version}' "$1" 2> /dev/null)" = "$2" ] ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1=$2"; } > apt.log 2>&1 ||
        { echo "cannot install $1 $2"; exit 2; }
}
debian keepassxc 2.7.4+dfsg.1-2
debian dbus 1.14.10-1~deb12u1
debian python3-dbus 1.3.2-4+b1
for tool in xvfb:Xvfb openbox:openbox xdotool:xdotool; do
    command -v "${tool#*:}" > /dev/null || apt-get install -y -qq --no-install-recommends "${tool%:*}" > apt.log 2>&1 ||
        { echo "cannot install ${tool%:*}"; exit 2; }
done

# A person of the script's own, with a screen.
export HOME=$dir XDG_DATA_HOME=$dir/data XDG_CONFIG_HOME=$dir/config XDG_CACHE_HOME=$dir/cache XDG_RUNTIME_DIR=$dir TMPDIR=$dir
unset WAYLAND_DISPLAY
Xvfb -displayfd 3 -screen 0 1280x800x24 3> display 2> xvfb.log &
screen=$!
for _ in $(seq 100); do [ -s display ] && break; sleep 0.1; done
DISPLAY=:$(cat display)
export DISPLAY
mapfile -t started < <(dbus-daemon --session --fork --print-address=1 --print-pid=1)
bus=${started[1]}
export DBUS_SESSION_BUS_ADDRESS=${started[0]}
openbox > openbox.log 2>&1 &
manager=$!

# A database, one group of which other programs may use; and KeePassXC with the settings that it has by default.
cat > db.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<KeePassFile><Meta><DatabaseName>db</DatabaseName><CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key>
<Value>{00000000-0000-0000-0000-000000000002}</Value></Item></CustomData></Meta>
<Root><Group><UUID>AAAAAAAAAAAAAAAAAAAAAQ==</UUID><Name>Passwords</Name><Group><UUID>AAAAAAAAAAAAAAAAAAAAAg==</UUID>
<Name>Exposed</Name></Group></Group></Root></KeePassFile>
XML
mkdir -p config/keepassxc
cat > config/keepassxc/keepassxc.ini <<'INI'
[General]
ConfigVersion=2
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
[FdoSecrets]
Enabled=true
INI
printf 'password\npassword\n' | keepassxc-cli import -t 100 -p db.xml db.kdbx > import.log 2>&1
printf 'password\nkept\n' | keepassxc-cli add -q -p db.kdbx Exposed/mail > add.log 2>&1
printf 'password\n' | keepassxc --pw-stdin db.kdbx > keepassxc.log 2>&1 &
program=$!

cat > finding.py <<'PYTHON'
import os
import subprocess
import time
import dbus
import dbus.bus

SECRET = "org.freedesktop.Secret."
PROPERTIES = "org.freedesktop.DBus.Properties"
SERVICE = "/org/freedesktop/secrets"

class Connection:
    """A connection of this process to the bus, and a session of the Secret Service on it."""
    def __init__(self):
        self.bus = dbus.bus.BusConnection(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        plain = dbus.String("", variant_level=1)
        self.session = self.call(SERVICE, SECRET + "Service", "OpenSession", "sv", "plain", plain)[1]

    def call(self, path, interface, method, signature, *arguments):
        proxy = self.bus.get_object("org.freedesktop.secrets", path, introspect=False)
        return proxy.get_dbus_method(method, interface)(*arguments, signature=signature)

    def entries(self):
        paths = self.call(SERVICE, PROPERTIES, "Get", "ss", SECRET + "Service", "Collections")
        return [item for path in paths
                for item in self.call(path, PROPERTIES, "Get", "ss", SECRET + "Collection", "Items")]

    def locked(self, item):
        return bool(self.call(item, PROPERTIES, "Get", "ss", SECRET + "Item", "Locked"))

    def secret(self, item):
        try:
            return bytes(self.call(item, SECRET + "Item", "GetSecret", "o", self.session)[2]).decode()
        except dbus.DBusException as problem:
            return problem.get_dbus_name()

    def allow(self, item):
        """The person allows it in the window that opens."""
        prompt = self.call(SERVICE, SECRET + "Service", "Unlock", "ao", [item])[1]
        self.call(prompt, SECRET + "Prompt", "Prompt", "s", "")
        for _ in range(40):
            time.sleep(0.25)
            if not self.locked(item): return
            subprocess.run(["xdotool", "key", "Return"])

def wait(what):
    for _ in range(150):
        try:
            found = what()
            if found: return found
        except dbus.DBusException:
            pass
        time.sleep(0.2)
    raise SystemExit("KeePassXC does not answer")

# Not asked before it is there: the bus would start another Secret Service.
wait(lambda: dbus.SessionBus().name_has_owner("org.freedesktop.secrets"))
first = wait(Connection)
item = wait(first.entries)[0]
before = first.locked(item)
first.allow(item)
allowed = first.locked(item), first.secret(item)
print(f"first connection:  locked {before}, after the person has allowed it: locked {allowed[0]}, secret {allowed[1]}")
second = Connection()
other = second.locked(item), second.secret(item)
print(f"second connection: locked {other[0]}, GetSecret: {other[1]}")
again = first.locked(item)
print(f"first connection:  locked {again}")
raise SystemExit(not before or allowed != (False, "kept") or other != (True, SECRET + "Error.IsLocked") or again)
PYTHON
timeout 120 /usr/bin/python3 finding.py
