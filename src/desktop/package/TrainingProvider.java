import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * For {@code train}: a provider, which lets everybody in and prints its issuer. With a URL it is the browser instead, which
 * goes where it is sent.
 */
final class TrainingProvider {
    private final String issuer;
    private final KeyPair keys;
    private volatile String nonce = "";

    private TrainingProvider(String issuer) throws GeneralSecurityException {
        this.issuer = issuer;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) serve();
        else HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()
                .send(HttpRequest.newBuilder(URI.create(args[0])).build(), BodyHandlers.discarding());
    }

    private static void serve() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TrainingProvider provider = new TrainingProvider("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, provider.metadata()));
        server.createContext("/keys", exchange -> answer(exchange, provider.jwks()));
        server.createContext("/authorize", provider::authorize);
        server.createContext("/token", exchange -> answer(exchange, provider.token()));
        server.createContext("/userinfo", exchange -> answer(exchange, "{\"sub\":\"1\",\"preferred_username\":\"ana\"}"));
        server.createContext("/revoke", exchange -> answer(exchange, "{}"));
        server.start();
        System.out.println(provider.issuer);
    }

    private String metadata() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                 "userinfo_endpoint":"%1$s/userinfo","revocation_endpoint":"%1$s/revoke","jwks_uri":"%1$s/keys",
                 "device_authorization_endpoint":"%1$s/device",
                 "scopes_supported":["openid","profile","email","offline_access"],
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"]}
                """.formatted(issuer);
    }

    private String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            asked.put(parts[0], parts[1]);
        }
        nonce = asked.get("nonce");
        String back = URLDecoder.decode(asked.get("redirect_uri"), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", back + "?code=c&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private String token() {
        long now = Instant.now().getEpochSecond();
        String claims = "{\"iss\":\"%s\",\"aud\":\"keytray\",\"sub\":\"1\",\"nonce\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(issuer, nonce, now, now + 3_600);
        return """
                {"access_token":"t","token_type":"Bearer","expires_in":3600,"refresh_token":"r","id_token":"%s",
                 "scope":"openid profile email offline_access"}
                """.formatted(signed("{\"alg\":\"RS256\",\"kid\":\"1\"}", claims));
    }

    private String signed(String header, String claims) {
        try {
            String content = base64(header.getBytes(StandardCharsets.UTF_8)) + '.'
                    + base64(claims.getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Unsigned, and without the byte that only holds the sign (RFC 7518 §2). */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(Arrays.copyOfRange(bytes, bytes[0] == 0 ? 1 : 0, bytes.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
