package io.github.keytray.bench;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.extensions.java6.auth.oauth2.AuthorizationCodeInstalledApp;
import com.google.api.client.extensions.jetty.auth.oauth2.LocalServerReceiver;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import java.util.List;

/** The same sign-in with google-oauth-client's own installed-application flow: {@code AUTHORIZE TOKEN BROWSER}. */
public final class GoogleLogin {
    private GoogleLogin() {}

    public static void main(String[] args) throws Exception {
        AuthorizationCodeFlow flow = new AuthorizationCodeFlow.Builder(
                        BearerToken.authorizationHeaderAccessMethod(),
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        new GenericUrl(args[1]),
                        new ClientParametersAuthentication("app", null),
                        "app",
                        args[0])
                .setScopes(List.of("openid", "profile", "email", "offline_access"))
                .enablePKCE()
                .build();
        LocalServerReceiver receiver = new LocalServerReceiver.Builder()
                .setHost("127.0.0.1")
                .setPort(0)
                .build();
        new AuthorizationCodeInstalledApp(flow, receiver, page -> new ProcessBuilder(args[2], page).start())
                .authorize("person");
        System.exit(0);
    }
}
