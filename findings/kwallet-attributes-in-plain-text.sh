#!/bin/bash
# Packages: libkf5wallet-bin 5.103.0-1 (kwalletd5), dbus 1.14.10-1~deb12u1, python3-dbus 1.3.2-4+b1 (Debian 12).
# Behaviour: KWallet keeps the labels and attributes of Secret Service items in a second file beside the encrypted wallet,
#   kdewallet_attributes.json, as plain text. The names of entries that are written by KWallet's own interface are in the
#   encrypted file only.
# Seen: Secret Service item: label and attributes in kdewallet_attributes.json; entry of KWallet's own interface: in no file
# One would have guessed: what a wallet holds is in the wallet's file, encrypted. So an e-mail address or the address
#   of a provider among the attributes is no better kept than in a file of settings.
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
cat > finding.py <<'PYTHON'
from client import *

session = unlock()
create(session, "label-of-item", {"user": "attribute-of-item"}, b"secret-of-item")
handle = wallet("open", "sxs", "kdewallet", 0, "finding")
wallet("createFolder", "iss", handle, "folder-of-entry", "finding")
wallet("writePassword", "issss", handle, "folder-of-entry", "name-of-entry", "secret-of-entry", "finding")
wallet("close", "sb", "kdewallet", True)
PYTHON
/usr/bin/python3 finding.py || exit 1
sleep 1
where() {
    local files
    files=$(cd data/kwalletd && grep -laF "$1" -- * | tr '\n' ' ')
    echo "$1: ${files:-no file}"
}
ls -l data/kwalletd | awk 'NR > 1 { print $9 ": " $5 " bytes" }'
for word in label-of-item attribute-of-item secret-of-item folder-of-entry name-of-entry secret-of-entry; do
    where "$word"
done > seen
cat seen
[ "$(grep -c 'kdewallet_attributes.json' seen)" = 2 ] && [ "$(head -2 seen | grep -c 'attributes.json')" = 2 ] &&
    [ "$(grep -c 'no file' seen)" = 4 ]
