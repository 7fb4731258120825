#!/bin/bash
# Package: com.google.oauth-client:google-oauth-client 1.39.0 (Maven).
# Behaviour: TokenRequest.execute() looks at the HTTP status alone. A token endpoint that answers {"error":"…"} with status
#   200, as some providers do, yields a TokenResponse without an exception; its access token is null, and
#   Credential.refreshToken() takes it as a success.
# Seen: status 400: TokenResponseException: invalid_grant
#       status 200: TokenResponse, access token null, error invalid_grant
#       Credential.refreshToken() with status 200: true, access token null
# One would have guessed: TokenResponseException for both, because RFC 6749, section 5.1, requires an access_token in a
#   successful response and TokenResponse.setAccessToken(null) throws an exception.
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
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

class Finding {
    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        String bad = token(base + "400");
        String good = token(base + "200");
        Credential credential = new Credential.Builder(BearerToken.authorizationHeaderAccessMethod())
                .setTransport(new NetHttpTransport())
                .setJsonFactory(GsonFactory.getDefaultInstance())
                .setTokenServerEncodedUrl(base + "200")
                .setClientAuthentication(new ClientParametersAuthentication("app", null))
                .build()
                .setRefreshToken("refresh");
        String refreshed = credential.refreshToken() + ", access token " + credential.getAccessToken();
        server.stop(0);
        System.out.println("status 400: " + bad);
        System.out.println("status 200: " + good);
        System.out.println("Credential.refreshToken() with status 200: " + refreshed);
        System.exit(bad.startsWith("TokenResponseException")
                        && good.equals("TokenResponse, access token null, error invalid_grant")
                        && refreshed.equals("true, access token null") ? 0 : 1);
    }

    private static String token(String url) throws Exception {
        try {
            TokenResponse response = new AuthorizationCodeTokenRequest(
                            new NetHttpTransport(), GsonFactory.getDefaultInstance(), new GenericUrl(url), "code")
                    .execute();
            return "TokenResponse, access token " + response.getAccessToken() + ", error " + response.get("error");
        } catch (TokenResponseException e) {
            return "TokenResponseException: " + e.getDetails().getError();
        }
    }
}
JAVA
java -cp 'lib/*' Finding.java
