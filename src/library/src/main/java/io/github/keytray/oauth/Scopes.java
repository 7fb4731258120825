package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a sign-in asks for. Scopes that are only our default are left out where the provider plainly lacks them, and where
 * it has refused them before; what the application asks for is its own choice, and is asked for as it is.
 */
final class Scopes {
    private final Set<String> asked;
    private final Set<String> needed;

    Scopes(Provider provider, Client client, TokenRequest request) throws GrantException, InterruptedException {
        Set<String> wanted = client.scopesFor(request);
        Set<String> chosen = new TreeSet<>(wanted);
        if (client.hasDefaultScopes()) chosen.removeAll(client.scopes());
        chosen.addAll(request.scopes());
        if (wanted.contains("openid")) chosen.add("openid");
        Set<String> supported = provider.metadata().scopes();
        if (provider.hasRefusedDefaults()) wanted.retainAll(chosen);
        else if (!supported.isEmpty()) wanted.removeIf(scope -> !supported.contains(scope) && !chosen.contains(scope));
        this.asked = provider.quirks().scopes(wanted);
        this.needed = provider.quirks().scopes(chosen);
    }

    Set<String> asked() {
        return asked;
    }

    /** Those that are not only our default. */
    Set<String> needed() {
        return needed;
    }

    boolean areRefused(GrantException.Rejected refusal) {
        return refusal.error().filter("invalid_scope"::equals).isPresent();
    }
}
