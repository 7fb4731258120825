package io.github.keytray.oauth;

import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.http.BasicAuthentication;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.UrlEncodedContent;
import com.google.api.client.util.Data;
import io.github.keytray.GrantException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** How a client says who it is (RFC 6749 §2.3, OpenID Connect Core §9): a public one only by its id. */
final class ClientAuthentication {
    private final Provider provider;
    private final Client client;
    private final InstantSource clock;

    ClientAuthentication(Provider provider, Client client, InstantSource clock) {
        this.provider = provider;
        this.client = client;
        this.clock = clock;
    }

    /** For one request to this endpoint. */
    HttpExecuteInterceptor at(URI endpoint) throws GrantException, InterruptedException {
        String secret = client.secret();
        ProviderMetadata metadata = provider.metadata();
        Set<String> methods = metadata.tokenEndpointAuthMethods();
        ClientAssertion assertion = client.assertion();
        if (assertion != null && !(assertion.isOfSecret() && secret == null)) return by(assertion, endpoint);
        if (secret == null) return new ClientParametersAuthentication(client.id(), null);
        if (methods.isEmpty() || methods.contains("client_secret_basic")) {
            return new BasicAuthentication(encode(client.id()), encode(secret));
        }
        boolean jwtOnly = methods.contains("client_secret_jwt") && !methods.contains("client_secret_post");
        if (jwtOnly) return by(ClientAssertion.ofSecret(), endpoint);
        return new ClientParametersAuthentication(client.id(), secret);
    }

    private HttpExecuteInterceptor by(ClientAssertion assertion, URI endpoint)
            throws GrantException, InterruptedException {
        ProviderMetadata metadata = provider.metadata();
        // The token endpoint is the audience only there. Elsewhere it would let a provider that names another's token
        // endpoint as its own collect assertions which that one takes.
        boolean token = endpoint.equals(metadata.tokenEndpoint());
        String audience = token && !provider.quirks().takesIssuerAsAudience() ? endpoint.toString() : metadata.issuer();
        String jwt = assertion.sign(client, audience, metadata.tokenEndpointAuthSigningAlgorithms(), clock.instant());
        return request -> {
            Map<String, Object> form =
                    Data.mapOf(UrlEncodedContent.getContent(request).getData());
            form.put("client_id", client.id());
            form.put("client_assertion_type", ClientAssertion.TYPE);
            form.put("client_assertion", jwt);
        };
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
