package io.github.keytray.internal.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProofKeyTest {
    /** RFC 9449 §4.1 and §5, figures 2 and 4; the private part is not in the RFC, and matters to no thumbprint. */
    private static final String OF_THE_RFC = """
        {"kty":"EC","crv":"P-256","x":"l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",\
        "y":"9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA","d":"AQ"}\
        """;

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final URI PAGE = URI.create("https://api.acme.example/orders");

    private static SignedJWT read(String proof) throws Exception {
        return SignedJWT.parse(proof);
    }

    /** Coordinates that begin with zeros are as long as others. */
    @RepeatedTest(30)
    void should_sign_what_others_can_verify_and_be_read_again() throws Exception {
        ProofKey key = ProofKey.generate();
        ProofKey same = ProofKey.of(key.jwk());
        assertThat(same.jwk()).isEqualTo(key.jwk());
        SignedJWT proof = read(same.proof("POST", PAGE, NOW, null, null));
        ECKey open = proof.getHeader().getJWK().toECKey();
        assertThat(proof.verify(new ECDSAVerifier(open))).isTrue();
        assertThat(open.computeThumbprint().toString()).isEqualTo(key.thumbprint());
        assertThat(ECKey.parse(key.jwk()).getD().decode()).hasSize(32);
    }

    @Test
    void should_have_the_thumbprint_of_the_rfc() {
        assertThat(ProofKey.of(OF_THE_RFC).thumbprint()).isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }

    @Test
    void should_have_the_token_hash_of_the_rfc() throws Exception {
        String token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
        String proof = ProofKey.generate().proof("GET", PAGE, NOW, token, null);
        assertThat(read(proof).getJWTClaimsSet().getStringClaim("ath"))
                .isEqualTo("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo");
    }

    @Test
    void should_say_what_it_is_for() throws Exception {
        SignedJWT proof = read(ProofKey.generate().proof("POST", PAGE, NOW, null, "eyJ7S_zG.eyJH0-Z.HX4w-7v"));
        assertThat(proof.getHeader().toJSONObject())
                .containsEntry("typ", "dpop+jwt")
                .containsEntry("alg", "ES256")
                .containsOnlyKeys("typ", "alg", "jwk");
        assertThat(proof.getHeader().getJWK().isPrivate()).isFalse();
        assertThat(proof.getJWTClaimsSet().getClaims())
                .containsEntry("htm", "POST")
                .containsEntry("htu", PAGE.toString())
                .containsEntry("nonce", "eyJ7S_zG.eyJH0-Z.HX4w-7v")
                .containsOnlyKeys("jti", "htm", "htu", "iat", "nonce");
        assertThat(proof.getJWTClaimsSet().getIssueTime()).isEqualTo(NOW.toString());
    }

    @Test
    void should_be_another_one_each_time() throws Exception {
        ProofKey key = ProofKey.generate();
        String one =
                read(key.proof("GET", PAGE, NOW, null, null)).getJWTClaimsSet().getJWTID();
        String other =
                read(key.proof("GET", PAGE, NOW, null, null)).getJWTClaimsSet().getJWTID();
        assertThat(one).isNotEqualTo(other).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/b?c=secret, https://a.example/b",
        "https://a.example/b#c, https://a.example/b",
        "https://a.example, https://a.example/",
        "https://a.example:8443/b%20c/d, https://a.example:8443/b%20c/d",
        "https://a.example/ä, https://a.example/%C3%A4"
    })
    void should_name_the_address_without_query_and_fragment(String address, String named) throws Exception {
        String proof = ProofKey.generate().proof("GET", URI.create(address), NOW, null, null);
        assertThat(read(proof).getJWTClaimsSet().getStringClaim("htu")).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with \"quotes", "back\\slash", "two words", "ä", ""})
    void should_leave_out_what_is_no_nonce(String nonce) throws Exception {
        String proof = ProofKey.generate().proof("GET", PAGE, NOW, null, nonce);
        assertThat(read(proof).getJWTClaimsSet().getClaims()).doesNotContainKey("nonce");
    }

    @Test
    void should_refuse_what_is_no_request() {
        ProofKey key = ProofKey.generate();
        assertThatThrownBy(() -> key.proof("GET\",\"x\":\"", PAGE, NOW, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> key.proof("GET", URI.create("/orders"), NOW, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "not JSON",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AQ\",\"y\":\"AQ\",\"d\":\"AQ\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"d\":\"%%hush%%\"}"
            })
    void should_refuse_what_is_no_key_and_quote_nothing(String damaged) {
        assertThatThrownBy(() -> ProofKey.of(damaged))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(problem ->
                        assertThat(String.valueOf(problem.getCause())).doesNotContain("hush"))
                .message()
                .doesNotContain("hush");
    }

    @Test
    void should_not_show_its_secret() {
        ProofKey key = ProofKey.generate();
        assertThat(key.toString()).contains(key.thumbprint());
        String secret = key.jwk().replaceFirst(".*\"d\":\"([^\"]+)\".*", "$1");
        assertThat(key.toString()).doesNotContain(secret);
        assertThat(key.proof("GET", PAGE, NOW, null, null)).doesNotContain(secret);
    }
}
