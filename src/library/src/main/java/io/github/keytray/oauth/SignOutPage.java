package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page that takes the browser to the provider's end_session_endpoint (OpenID Connect RP-Initiated Logout §2): by
 * POST, so that the ID token is in no address. Apereo CAS and OpenAM take GET alone (405): there it goes without the ID
 * token, because addresses are kept in histories and logs. A request without a browser session finds out first which
 * method the provider accepts; in the user's own browser the wrong method would show an error page.
 */
final class SignOutPage {
    private static final String HINT = "id_token_hint";

    private SignOutPage() {}

    /**
     * @param form the parameters of the request
     * @throws GrantException.Rejected where the provider accepts neither method
     */
    static LocalPage of(Provider provider, URI endpoint, Map<String, String> form)
            throws GrantException, InterruptedException {
        Map<String, String> open = new TreeMap<>(form);
        open.remove(HINT);
        if (!takesGetOnly(provider, endpoint, open)) {
            return LocalPage.posting(endpoint, form, "Signing out", "Sign out");
        }
        URI address = EndpointUri.of(endpoint, open);
        int status = provider.http().get(address, null).status();
        if (status < 400) return LocalPage.leadingTo(address, "Signing out", "Sign out");
        throw new GrantException.Rejected(
                "The provider still knows you in your browser: it wants your ID token in the address of its sign-out page ("
                        + status + "), where it would be kept. Sign out on the provider's own pages.",
                null,
                null,
                null,
                null);
    }

    private static boolean takesGetOnly(Provider provider, URI endpoint, Map<String, String> form)
            throws GrantException, InterruptedException {
        try {
            return provider.http().post(endpoint, form, null).status() == 405;
        } catch (GrantException.Unreachable notFromHere) {
            return false;
        }
    }
}
