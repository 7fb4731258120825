#!/bin/bash
# Packages: libkf5wallet-bin 5.103.0-1 (kwalletd5), dbus 1.14.10-1~deb12u1, python3-dbus 1.3.2-4+b1 (Debian 12).
# Behaviour: CreateItem writes the label and the attributes of an item to the disk at once, and its secret some five seconds
#   later, although the call has answered. If KWallet ends in between (a power cut, a session that is killed), the item
#   is there after the next start: it is found by its attributes, it is unlocked, and GetSecret answers with an empty secret
#   and no error.
# Seen: wallet file: 60 bytes, after the call 60, after 5 s 168
#       after a kill and a new start: secrets of the early item [b'secret'], of the late item [b'']
# One would have guessed: an item for which the call has answered is on the disk, as a whole; at worst it is missing after a
#   power cut, and not there with another value.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
bus= wallet=
trap 'kill $wallet $bus 2> /dev/null; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
debian() {
    [ "$(dpkg-query -W -f '${Version}' "$1" 2> /dev/null)" = "$2" ] ||
        { apt-get update -qq && apt-get install -y -qq "$1=$2"; } > apt.log 2>&1 || { echo "cannot install $1 $2"; exit 2; }
}
debian libkf5wallet-bin 5.103.0-1
debian dbus 1.14.10-1~deb12u1
debian python3-dbus 1.3.2-4+b1

# A person of the script's own, without a display.
mkdir data config
printf '[Wallet]\nEnabled=true\nFirst Use=false\nDefault Wallet=kdewallet\n' > config/kwalletrc
export HOME=$dir XDG_DATA_HOME=$dir/data XDG_CONFIG_HOME=$dir/config XDG_CACHE_HOME=$dir/cache XDG_RUNTIME_DIR=$dir
export QT_QPA_PLATFORM=offscreen
mapfile -t started < <(dbus-daemon --session --fork --print-address=1 --print-pid=1)
bus=${started[1]}
export DBUS_SESSION_BUS_ADDRESS=${started[0]}

cat > client.py <<'PYTHON'
import time
import dbus

BUS = dbus.SessionBus()
COLLECTION = "/org/freedesktop/secrets/collection/kdewallet"
SECRET = "org.freedesktop.Secret."
PROPERTIES = "org.freedesktop.DBus.Properties"

def call(path, interface, method, signature, *arguments, service="org.freedesktop.secrets"):
    proxy = BUS.get_object(service, path, introspect=False)
    return proxy.get_dbus_method(method, interface)(*arguments, signature=signature)

def text(value):
    return dbus.String(value, variant_level=1)

def wallet(method, signature, *arguments):
    return call("/modules/kwalletd5", "org.kde.KWallet", method, signature, *arguments, service="org.kde.kwalletd5")

def unlock():
    """Opens the wallet with the key that the login would hand over, and a session of the Secret Service."""
    for _ in range(100):
        if BUS.name_has_owner("org.kde.kwalletd5") and BUS.name_has_owner("org.freedesktop.secrets"): break
        time.sleep(0.1)
    wallet("pamOpen", "sayi", "kdewallet", dbus.ByteArray(b"\1" * 56), 0)
    session = call("/org/freedesktop/secrets", SECRET + "Service", "OpenSession", "sv", "plain", text(""))[1]
    prompt = call("/org/freedesktop/secrets", SECRET + "Service", "Unlock", "ao", [COLLECTION])[1]
    if prompt != "/": call(prompt, SECRET + "Prompt", "Prompt", "s", "")
    for _ in range(100):
        if not call(COLLECTION, PROPERTIES, "Get", "ss", SECRET + "Collection", "Locked"): return session
        time.sleep(0.1)
    raise SystemExit("The wallet stays locked")

def create(session, label, attributes, secret):
    properties = {
        SECRET + "Item.Label": text(label),
        SECRET + "Item.Attributes": dbus.Dictionary(attributes, signature="ss", variant_level=1),
    }
    value = (session, dbus.ByteArray(b""), dbus.ByteArray(secret), "text/plain")
    return call(COLLECTION, SECRET + "Collection", "CreateItem", "a{sv}(oayays)b", properties, value, True)[0]
PYTHON
start() {
    kwalletd5 > kwalletd5.log 2>&1 &
    wallet=$!
}
start
# A wallet that is there when KWallet starts is a collection from the start.
/usr/bin/python3 -c 'from client import *
for _ in range(100):
    if BUS.name_has_owner("org.kde.kwalletd5"): break
    time.sleep(0.1)
wallet("pamOpen", "sayi", "kdewallet", dbus.ByteArray(b"\1" * 56), 0)' || exit 2
kill "$wallet"
wait "$wallet" 2> /dev/null
start
cat > write.py <<'PYTHON'
import os, sys
from client import *

size = lambda: os.path.getsize("data/kwalletd/kdewallet.kwl")
session = unlock()
before = size()
create(session, "early", {"account": "ana"}, b"secret")
after = size()
start = time.monotonic()
while size() == after and time.monotonic() - start < 15: time.sleep(0.1)
waited = time.monotonic() - start
print("wallet file: %d bytes, after the call %d, after %d s %d" % (before, after, round(waited), size()))
create(session, "late", {"account": "bob"}, b"secret")
raise SystemExit(not (before == after and 1 < waited < 15))
PYTHON
cat > read.py <<'PYTHON'
from client import *

session = unlock()
def secrets(account):
    found = call("/org/freedesktop/secrets", SECRET + "Service", "SearchItems", "a{ss}", {"account": account})[0]
    return [bytes(call(item, SECRET + "Item", "GetSecret", "o", session)[2]) for item in found]
early, late = secrets("ana"), secrets("bob")
print("after a kill and a new start: secrets of the early item %s, of the late item %s" % (early, late))
raise SystemExit(early != [b"secret"] or late != [b""])
PYTHON
/usr/bin/python3 write.py || exit 1
kill -9 "$wallet"
wait "$wallet" 2> /dev/null
start
/usr/bin/python3 read.py
