#!/bin/bash
# Package: com.google.oauth-client:google-oauth-client 1.39.0 (Maven).
# Behaviour: AuthorizationCodeFlow.Builder.enablePKCE() draws one verifier, when it is called. Every authorization of the
#   flow, and every flow that the same builder makes, sends the same code_challenge and the same code_verifier.
# Seen: 3 authorizations, 1 code_challenge; 3 token requests, 1 code_verifier (and a second flow of the builder: the same).
# One would have guessed: newAuthorizationUrl() draws a new verifier each time, as RFC 7636, section 4.1, wants a new one
#   for every authorization request; a flow is documented as thread-safe and is made once for an application.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2
command -v java > /dev/null && command -v mvn > /dev/null || { echo "needs Java 17 and Maven"; exit 2; }
cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>example</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.google.oauth-client</groupId><artifactId>google-oauth-client</artifactId><version>1.39.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 ||
    { tail -3 maven.log; exit 2; }
cat > Finding.java <<'JAVA'
import com.google.api.client.auth.oauth2.*;
import com.google.api.client.http.*;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.*;

class Finding {
    public static void main(String[] arguments) throws Exception {
        Set<String> verifiers = Collections.synchronizedSet(new TreeSet<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            for (String part : form.split("&")) if (part.startsWith("code_verifier=")) verifiers.add(part);
            byte[] answer = "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        GenericUrl token = new GenericUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
        AuthorizationCodeFlow.Builder builder = new AuthorizationCodeFlow.Builder(
                        BearerToken.authorizationHeaderAccessMethod(), new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(), token, new ClientParametersAuthentication("app", null), "app",
                        "https://provider.example/authorize")
                .enablePKCE();
        AuthorizationCodeFlow one = builder.build();
        AuthorizationCodeFlow two = builder.build();
        Set<String> challenges = new TreeSet<>();
        for (AuthorizationCodeFlow flow : List.of(one, one, two)) {
            challenges.add(flow.newAuthorizationUrl().getCodeChallenge());
            flow.newTokenRequest("code").setRedirectUri("http://127.0.0.1/callback").execute();
        }
        server.stop(0);
        System.out.println("authorizations: 3, code challenges: " + challenges.size());
        System.out.println("token requests: 3, code verifiers: " + verifiers.size());
        System.exit(challenges.size() == 1 && verifiers.size() == 1 ? 0 : 1);
    }
}
JAVA
java -cp 'lib/*' Finding.java
