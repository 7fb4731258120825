package io.github.keytray.demo;

import com.google.gson.Gson;
import io.github.keytray.GrantException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An order, as the server has it. */
record Order(String number, String customer, String placed, String state, BigDecimal amount) {
    /** The address of the orders, which takes an access token. */
    static final String RESOURCE = "orders";

    private static final List<Order> ALL = List.of(
            order("2004-0117", "Blum & Söhne", "1 Mar 2004", "Shipped", "1204.00"),
            order("2004-0118", "Ferro S.p.A.", "2 Mar 2004", "Shipped", "88.50"),
            order("2004-0119", "North Quay Ltd", "2 Mar 2004", "Packed", "5310.20"),
            order("2004-0120", "Lima Imports", "4 Mar 2004", "Packed", "640.00"),
            order("2004-0121", "Atelier Perrin", "4 Mar 2004", "On hold", "219.90"),
            order("2004-0122", "Kowalski i Syn", "5 Mar 2004", "New", "1775.00"),
            order("2004-0123", "Harbour & Vale", "5 Mar 2004", "New", "46.25"),
            order("2004-0124", "Tanaka Trading", "8 Mar 2004", "New", "12480.00"));

    private static Order order(String number, String customer, String placed, String state, String amount) {
        return new Order(number, customer, placed, state, new BigDecimal(amount));
    }

    /** What the server answers. */
    static String json() {
        return new Gson().toJson(ALL);
    }

    /** Puts a token on a request. */
    @FunctionalInterface
    interface Credential {
        void authorize(HttpURLConnection request) throws GrantException, InterruptedException;
    }

    /** Asks the server for the orders. */
    static List<Order> fetch(URI address, Credential credential)
            throws IOException, GrantException, InterruptedException {
        HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
        request.setConnectTimeout(5_000);
        request.setReadTimeout(5_000);
        credential.authorize(request);
        if (request.getResponseCode() != 200) throw new IOException("the server answered " + request.getResponseCode());
        try (Reader body = new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8)) {
            return List.of(new Gson().fromJson(body, Order[].class));
        }
    }
}
