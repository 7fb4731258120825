package io.github.keytray.oauth;

import com.google.api.client.http.javanet.NetHttpTransport;

/**
 * The library's requests want a transport; here they only hold the form and who signs it. By itself, because with it comes
 * Java's logging, which a program that sends no form needs not load.
 */
final class UnusedTransport {
    static final NetHttpTransport INSTANCE = new NetHttpTransport();

    private UnusedTransport() {}
}
