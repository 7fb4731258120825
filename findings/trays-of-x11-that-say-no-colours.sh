#!/bin/bash
# Packages (Debian 12): trayer 1.1.8-4, tint2 17.0.1-1, lxpanel 0.10.1-2, i3-wm 4.22-2, icewm 3.3.1-1, fluxbox 1.3.5-2.1, jwm 2.4.3-1,
#   openbox 3.6.1-10, python3-xlib 0.33-2, Xvfb.
# Behaviour: a tray of X11 can say which colours its text has (_NET_SYSTEM_TRAY_COLORS), which GTK uses for icons of one colour, and
#   should say its orientation and the visual of its icons (System Tray Protocol 0.3, "Tray manager hints"). Of seven trays one says
#   its colours; three others are as dark by default and do not; and two say nothing of the three.
# Seen: trayer: nothing
#       tint2: ORIENTATION VISUAL
#       lxpanel: ORIENTATION
#       i3bar: ORIENTATION VISUAL COLORS
#       icewm: ORIENTATION VISUAL
#       fluxbox: nothing
#       jwm: ORIENTATION
# One would have guessed: a program that reads _NET_SYSTEM_TRAY_COLORS knows whether its icon is to be light or dark.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null; rm -rf "$dir"' EXIT
cd "$dir" || exit 2
debian() {
    [ "$(dpkg-query -W -f '${Version}' "$1" 2> /dev/null)" = "$2" ] ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1=$2"; } > apt.log 2>&1 ||
        { echo "cannot install $1 $2"; exit 2; }
}
debian trayer 1.1.8-4
debian tint2 17.0.1-1
debian lxpanel 0.10.1-2
debian i3-wm 4.22-2
debian icewm 3.3.1-1
debian fluxbox 1.3.5-2.1
debian jwm 2.4.3-1
debian openbox 3.6.1-10
debian python3-xlib 0.33-2
command -v Xvfb > /dev/null || { apt-get update -qq && apt-get install -y -qq xvfb; } > apt.log 2>&1 || { echo "cannot install xvfb"; exit 2; }

cat > ask.py <<'PY'
import sys, time
from Xlib import X, display

d = display.Display()
selection = d.intern_atom("_NET_SYSTEM_TRAY_S0")
for _ in range(100):
    owner = d.get_selection_owner(selection)
    if owner != X.NONE:
        break
    time.sleep(0.1)
else:
    sys.exit("no tray")
time.sleep(1)
said = [name for name in ("ORIENTATION", "VISUAL", "COLORS")
        if owner.get_full_property(d.intern_atom("_NET_SYSTEM_TRAY_" + name), X.AnyPropertyType)]
print(sys.argv[1] + ":", " ".join(said) or "nothing")
PY

# What a tray says a second after it owns the selection.
tray() {
    local name=$1 number server
    shift
    mkfifo "display-$name"
    Xvfb -displayfd 3 -screen 0 800x200x24 -nolisten tcp 3> "display-$name" > x.log 2>&1 &
    server=$!
    read -r number < "display-$name"
    mkdir -p "home-$name"
    HOME=$dir/home-$name XDG_CONFIG_HOME=$dir/home-$name/.config DISPLAY=:$number setsid sh -c "$*" > "$name.log" 2>&1 &
    local program=$!
    DISPLAY=:$number timeout 30 /usr/bin/python3 ask.py "$name" >> seen 2>> errors || { cat errors "$name.log"; exit 1; }
    kill -- "-$program" "$server" 2> /dev/null
    wait 2> /dev/null
}
tray trayer trayer
tray tint2 'openbox & sleep 1; exec tint2'
tray lxpanel 'openbox & sleep 1; exec lxpanel'
tray i3bar i3
tray icewm icewm
tray fluxbox fluxbox
tray jwm jwm
cat seen
diff seen - <<'SEEN' || exit 1
trayer: nothing
tint2: ORIENTATION VISUAL
lxpanel: ORIENTATION
i3bar: ORIENTATION VISUAL COLORS
icewm: ORIENTATION VISUAL
fluxbox: nothing
jwm: ORIENTATION
SEEN
