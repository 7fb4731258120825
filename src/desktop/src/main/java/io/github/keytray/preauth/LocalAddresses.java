package io.github.keytray.preauth;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** What this machine is connected by. */
@FunctionalInterface
interface LocalAddresses {
    /** The addresses of this machine, those of the loopback interface left out. */
    Set<String> addresses();

    /** The real one. */
    static Set<String> ofThisMachine() {
        Set<String> addresses = new HashSet<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!each.isUp() || each.isLoopback()) continue;
                for (InterfaceAddress address : each.getInterfaceAddresses()) addresses.add(address.toString());
            }
        } catch (SocketException gone) {
            // An interface that vanished while it was looked at: a change like any other.
        }
        return addresses;
    }
}
