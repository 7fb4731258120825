package io.github.keytray.oauth;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;

/**
 * The library's requests want a transport and a parser; here they only hold the form and who signs it. By itself, because with
 * it comes Java's logging, which a program that sends no form needs not load.
 */
final class UnusedTransport {
    static final HttpTransport INSTANCE = new NetHttpTransport();
    static final JsonFactory JSON = GsonFactory.getDefaultInstance();

    private UnusedTransport() {}
}
