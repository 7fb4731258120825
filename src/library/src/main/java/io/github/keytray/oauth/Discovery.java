package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a provider for its metadata (OpenID Connect Discovery §4, RFC 8414 §3). */
record Discovery(String issuer, Quirks quirks, Http http) {
    /**
     * What a provider answered.
     *
     * @param maxAge how long it says that the answer holds, or null where it does not say so
     * @param sentAt when it was sent by the provider's clock, or null
     */
    record Answer(
            ProviderMetadata metadata,
            MetadataMembers members,
            @Nullable Duration maxAge,
            @Nullable Instant sentAt) {}

    Answer ask() throws GrantException, InterruptedException {
        URI openid = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        ProviderResponse answer = http.get(openid, null);
        if (answer.status() == 404) {
            URI base = URI.create(issuer);
            String path = base.getRawPath().replaceFirst("/$", "");
            answer = http.get(base.resolve("/.well-known/oauth-authorization-server" + path), null);
        }
        if (!answer.isSuccess() && answer.status() >= 400) checkSpelling(answer);
        answer.checkReached();
        if (!answer.isSuccess()) throw nothingThere(answer, "");
        MetadataMembers members = MetadataMembers.of(answer.json());
        ProviderMetadata metadata = ProviderMetadata.parse(issuer, quirks, members);
        return new Answer(metadata, members, answer.maxAge(), answer.sentAt());
    }

    /** A provider that publishes no metadata is sent another request, which it only has to answer. */
    Answer ping(ProviderMetadata unpublished) throws GrantException, InterruptedException {
        URI asked = Objects.requireNonNullElse(unpublished.userinfoEndpoint(), unpublished.authorizationEndpoint());
        ProviderResponse answer = http.get(asked, null);
        answer.checkReached();
        return new Answer(unpublished, new MetadataMembers(Map.of()), null, answer.sentAt());
    }

    /** Some providers answer 500 for an unknown address, which would be reported as an outage without end. */
    private void checkSpelling(ProviderResponse answer) throws GrantException {
        Optional<String> spelled = Issuer.withoutSpareSlashes(issuer);
        if (spelled.isPresent()) throw nothingThere(answer, ": " + spelled.get() + " may be meant");
        if (answer.status() == 500) {
            throw new GrantException.Unreachable(
                    answer.uri().getHost()
                            + " cannot answer at the moment (500). Try again later. If it never answers, check"
                            + " the issuer: " + issuer,
                    null);
        }
    }

    private GrantException nothingThere(ProviderResponse answer, String advice) {
        return new GrantException.Rejected(
                "There is no OpenID provider at " + issuer + " (" + answer.status() + "). Check the issuer" + advice
                        + ".",
                null,
                null,
                null,
                null);
    }
}
