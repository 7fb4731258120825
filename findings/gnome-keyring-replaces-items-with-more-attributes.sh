#!/bin/bash
# Packages: gnome-keyring 42.1-1+b2, dbus 1.14.10-1~deb12u1, python3-dbus 1.3.2-4+b1 (Debian 12).
# Behaviour: CreateItem with replace = true replaces an item whose attributes contain the given ones, not only one whose
#   attributes are the same. An item {service: mail} takes the place of the item {service: mail, account: ana}: same object
#   path, new label, new secret, and the attribute "account" is gone. The secret of ana is lost.
# Seen: before: 1 item, ana, account=ana service=mail, secret of ana
#       after:  1 item, any, service=mail, secret of any (same object path: True)
# One would have guessed: two items. The Secret Service specification says of replace: "whether to replace an item with the
#   same attributes or not".
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
bus= keyring=
trap 'kill $keyring $bus 2> /dev/null; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
debian() {
    [ "$(dpkg-query -W -f '${Version}' "$1" 2> /dev/null)" = "$2" ] ||
        { apt-get update -qq && apt-get install -y -qq "$1=$2"; } > apt.log 2>&1 || { echo "cannot install $1 $2"; exit 2; }
}
debian gnome-keyring 42.1-1+b2
debian dbus 1.14.10-1~deb12u1
debian python3-dbus 1.3.2-4+b1

# A person of the script's own, without a display.
export HOME=$dir XDG_DATA_HOME=$dir/data XDG_CONFIG_HOME=$dir/config XDG_CACHE_HOME=$dir/cache XDG_RUNTIME_DIR=$dir
unset DISPLAY WAYLAND_DISPLAY GNOME_KEYRING_CONTROL
mapfile -t started < <(dbus-daemon --session --fork --print-address=1 --print-pid=1)
bus=${started[1]}
export DBUS_SESSION_BUS_ADDRESS=${started[0]}
printf password > password
gnome-keyring-daemon --foreground --components=secrets --unlock < password > keyring.log 2>&1 &
keyring=$!

cat > finding.py <<'PYTHON'
import time
import dbus

BUS = dbus.SessionBus()
COLLECTION = "/org/freedesktop/secrets/collection/login"
SECRET = "org.freedesktop.Secret."
PROPERTIES = "org.freedesktop.DBus.Properties"

def call(path, interface, method, signature, *arguments):
    proxy = BUS.get_object("org.freedesktop.secrets", path, introspect=False)
    return proxy.get_dbus_method(method, interface)(*arguments, signature=signature)

def text(value):
    return dbus.String(value, variant_level=1)

def create(label, **attributes):
    properties = {
        SECRET + "Item.Label": text(label),
        SECRET + "Item.Attributes": dbus.Dictionary(attributes, signature="ss", variant_level=1),
    }
    value = (session, dbus.ByteArray(b""), dbus.ByteArray(b"secret of " + label.encode()), "text/plain")
    return call(COLLECTION, SECRET + "Collection", "CreateItem", "a{sv}(oayays)b", properties, value, True)[0]

def items():
    found = []
    for path in call(COLLECTION, PROPERTIES, "Get", "ss", SECRET + "Collection", "Items"):
        item = call(path, PROPERTIES, "GetAll", "s", SECRET + "Item")
        attributes = " ".join(sorted(f"{k}={v}" for k, v in item["Attributes"].items() if not k.startswith("xdg:")))
        secret = bytes(call(path, SECRET + "Item", "GetSecret", "o", session)[2]).decode()
        found.append(f"{item['Label']}, {attributes}, {secret}")
    return found

for _ in range(100):
    if BUS.name_has_owner("org.freedesktop.secrets"): break
    time.sleep(0.1)
for _ in range(100):
    collections = call("/org/freedesktop/secrets", PROPERTIES, "Get", "ss", SECRET + "Service", "Collections")
    if COLLECTION in collections: break
    time.sleep(0.1)
session = call("/org/freedesktop/secrets", SECRET + "Service", "OpenSession", "sv", "plain", text(""))[1]
one = create("ana", service="mail", account="ana")
before = items()
two = create("any", service="mail")
after = items()
print(f"before: {len(before)} item, {'; '.join(before)}")
print(f"after:  {len(after)} item, {'; '.join(after)} (same object path: {one == two})")
raise SystemExit(before != ["ana, account=ana service=mail, secret of ana"]
                 or after != ["any, service=mail, secret of any"] or one != two)
PYTHON
/usr/bin/python3 finding.py
