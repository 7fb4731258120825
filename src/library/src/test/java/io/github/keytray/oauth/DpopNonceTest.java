package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.dpop.ProofKey;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What several threads learn at the same time of one server (RFC 9449 §8). */
class DpopNonceTest {
    private static final URI TOKEN = URI.create("https://login.acme.example/token");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Dpop dpop = new Dpop();
    private final ProofKey key = ProofKey.generate();
    private final List<String> proofs = new ArrayList<>();

    private static ProviderResponse refused(@Nullable String nonce, Instant sent) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.atZone(ZoneOffset.UTC));
        return new ProviderResponse(
                TOKEN, 400, "application/json", "{\"error\":\"use_dpop_nonce\"}", null, date, nonce, null);
    }

    /** Another request of the same process is refused, and learns, before the answer to this one arrives. */
    private void sendBesideAnother(ProviderResponse refusal) throws Exception {
        dpop.send(key, "POST", TOKEN, null, () -> NOW, proof -> {
            proofs.add(proof);
            if (proofs.size() == 1) dpop.send(key, "POST", TOKEN, null, () -> NOW, other -> refusal);
            return refusal;
        });
    }

    @Test
    void should_bring_the_nonce_that_another_request_has_learned_meanwhile() throws Exception {
        sendBesideAnother(refused("n1", NOW));
        assertThat(proofs).extracting(ProofKey::nonceOf).containsExactly(null, "n1");
    }

    @Test
    void should_go_by_the_clock_that_another_request_has_learned_meanwhile() throws Exception {
        sendBesideAnother(refused(null, NOW.plusSeconds(3600)));
        assertThat(proofs).hasSize(2);
    }

    @Test
    void should_not_send_the_same_again() throws Exception {
        sendBesideAnother(refused("n1", NOW));
        proofs.clear();
        dpop.send(key, "POST", TOKEN, null, () -> NOW, proof -> {
            proofs.add(proof);
            return refused("n1", NOW);
        });
        assertThat(proofs).extracting(ProofKey::nonceOf).containsExactly("n1");
    }
}
