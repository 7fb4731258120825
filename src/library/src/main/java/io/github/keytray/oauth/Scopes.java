package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a sign-in asks for. Scopes that are only our default are left out where the provider plainly lacks them, and where
 * it has refused them before; what the application asks for is its own choice, and is asked for as it is.
 */
final class Scopes {
    private final Provider provider;
    private final Set<String> needed;
    private volatile Set<String> asked;

    Scopes(Provider provider, Client client, TokenRequest request) throws GrantException, InterruptedException {
        Set<String> wanted = client.scopesFor(request);
        Set<String> chosen = new TreeSet<>(wanted);
        // Also where the request names them: it does when a person signs in again, with all that was asked before.
        if (client.hasDefaultScopes()) chosen.removeAll(client.scopes());
        if (wanted.contains("openid")) chosen.add("openid");
        Set<String> supported = provider.expectedMetadata().scopes();
        if (provider.hasRefusedDefaults()) wanted.retainAll(chosen);
        else if (!supported.isEmpty()) wanted.removeIf(scope -> !supported.contains(scope) && !chosen.contains(scope));
        this.provider = provider;
        this.asked = provider.quirks().scopes(wanted);
        this.needed = provider.quirks().scopes(chosen);
    }

    Set<String> asked() {
        return asked;
    }

    /** Whether the provider refused them ({@code invalid_scope}, RFC 6749 §4.1.2.1 and §5.2). */
    static boolean areRefusedBy(@Nullable String error) {
        return "invalid_scope".equals(error);
    }

    /**
     * After their refusal, leaves out those that are only our default, for good.
     *
     * @return false where there was none of these, so that another request would be refused, too
     */
    synchronized boolean leaveOutDefaults() {
        if (asked.equals(needed)) return false;
        provider.rememberRefusedDefaults();
        asked = needed;
        return true;
    }
}
