package io.github.keytray.bench;

import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import java.net.MalformedURLException;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** A token in the cache of MSAL4J, as after a sign-in; it lives for a day, and nothing is asked of the network. */
final class MicrosoftToken {
    private static final String HOST = "login.microsoftonline.com";
    private static final String CACHE = """
        {"AccessToken": {"uid.tenant-%1$s-accesstoken-app-tenant-read": {
           "home_account_id": "uid.tenant", "environment": "%1$s", "client_id": "app", "realm": "tenant",
           "credential_type": "AccessToken", "secret": "access", "target": "read", "cached_at": "%2$d",
           "expires_on": "%3$d", "extended_expires_on": "%3$d"}},
         "Account": {"uid.tenant-%1$s-tenant": {
           "home_account_id": "uid.tenant", "environment": "%1$s", "realm": "tenant", "local_account_id": "uid",
           "username": "ana", "authority_type": "MSSTS"}},
         "RefreshToken": {}, "IdToken": {}, "AppMetadata": {}}
        """;

    private final PublicClientApplication application;
    private final SilentParameters parameters;

    MicrosoftToken() {
        long now = System.currentTimeMillis() / 1_000;
        try {
            application = PublicClientApplication.builder("app")
                    .authority("https://" + HOST + "/tenant")
                    .instanceDiscovery(false)
                    .build();
            application.tokenCache().deserialize(CACHE.formatted(HOST, now, now + 86_400));
            parameters = SilentParameters.builder(
                            Set.of("read"),
                            application.getAccounts().join().iterator().next())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    String silently() throws MalformedURLException, ExecutionException, InterruptedException {
        return application.acquireTokenSilently(parameters).get().accessToken();
    }
}
