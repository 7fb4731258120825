package io.github.keytray.oauth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The two addresses of the loopback interface (RFC 8252 §7.3). */
final class LoopbackAddress {
    static final InetAddress V4 = address(127, 0, 0, 1);
    static final InetAddress V6 = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    private LoopbackAddress() {}

    /** The address behind the host of a loopback URI. */
    static InetAddress of(@Nullable String host) {
        return "[::1]".equals(host) ? V6 : V4;
    }

    private static InetAddress address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) address[i] = (byte) bytes[i];
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new AssertionError("Four bytes or sixteen", e);
        }
    }
}
