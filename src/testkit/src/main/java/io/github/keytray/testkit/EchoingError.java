package io.github.keytray.testkit;

import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider that refuses, and repeats in its refusal what it was sent: as MITREid Connect 1.3.4 does with refresh token,
 * code and access token in {@code error_description}, and in other places and spellings besides.
 */
public final class EchoingError implements Consumer<OutgoingResponse> {
    private final int status;
    private final String error;

    public EchoingError(int status, String error) {
        this.status = status;
        this.error = error;
    }

    @Override
    public void accept(OutgoingResponse answer) {
        Request request = answer.request();
        List<String> sent = Stream.concat(
                        request.parameters().entrySet().stream()
                                .filter(parameter -> !parameter.getKey().equals("client_id"))
                                .map(Map.Entry::getValue),
                        request.header("Authorization").stream())
                .toList();
        String encoded = sent.stream()
                .map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        JsonObject refusal = new JsonObject();
        refusal.addProperty("error", error.isEmpty() ? "unknown: " + sent : error);
        refusal.addProperty("error_description", "Invalid: " + String.join(" ", sent));
        refusal.addProperty("error_uri", "https://acme.example/help?" + encoded);
        answer.instead(status, "application/json", refusal.toString());
    }
}
