package io.github.keytray.internal.broker;

import io.github.keytray.proof.FuzzTarget;
import java.util.List;

/** What comes over the tray's socket, in both directions. */
public final class BrokerFuzz {
    private BrokerFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "question",
                        List.of("{\"issuer\":\"https://login.acme.example\",\"client_id\":\"app\",\"sub\":\"1\","
                                + "\"scope\":\"openid a\",\"min_validity\":60,\"htm\":\"GET\","
                                + "\"htu\":\"https://api.acme.example/a\",\"nonce\":\"n-1\"}"),
                        input -> {
                            try {
                                BrokerRequest.read(JsonLine.read(input)).line();
                            } catch (IllegalArgumentException refused) {
                                return;
                            }
                        }),
                FuzzTarget.of(
                        "reply",
                        List.of(
                                "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":\"openid\",\"sub\":\"1\","
                                        + "\"username\":\"ana\",\"issued_at\":1764000000,\"expires_at\":1764000300,"
                                        + "\"dpop\":\"e30.e30.AA\"}",
                                "{\"error\":\"interaction_required\",\"message\":\"Please sign in.\"}"),
                        input -> {
                            try {
                                BrokerResponse.read(JsonLine.read(input));
                            } catch (IllegalArgumentException refused) {
                                return;
                            }
                        }));
    }
}
