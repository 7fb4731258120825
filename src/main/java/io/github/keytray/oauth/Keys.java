package io.github.keytray.oauth;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import io.github.keytray.GrantException;
import java.net.URI;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The provider's signing keys (RFC 7517): fetched when first needed, and again when a token names one we do not know. */
final class Keys {
    private final Http http;
    private final URI uri;
    private volatile @Nullable JWKSet cached;

    Keys(Http http, URI uri) {
        this.http = http;
        this.uri = uri;
    }

    /** The keys that may have made the signature; none when the provider does not list one. */
    List<JWK> matching(JWSHeader header) throws GrantException, InterruptedException {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        if (matcher == null) return List.of();
        JWKSelector selector = new JWKSelector(matcher);
        JWKSet known = cached;
        List<JWK> found = known == null ? List.of() : selector.select(known);
        if (!found.isEmpty()) return found;
        JWKSet fresh = fetch();
        cached = fresh;
        return selector.select(fresh);
    }

    private JWKSet fetch() throws GrantException, InterruptedException {
        List<JWK> keys = new ArrayList<>();
        if (http.get(uri, null).json().get("keys") instanceof JsonArray array) {
            for (JsonElement key : array) parse(key).ifPresent(keys::add);
        }
        return new JWKSet(keys);
    }

    /** A key of a kind that we cannot read is not for us. */
    private static Optional<JWK> parse(JsonElement key) {
        try {
            return Optional.of(JWK.parse(key.toString()));
        } catch (ParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
