package io.github.keytray.keycloak;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person at a real browser: Debian's Chromium, headless, driven by the W3C WebDriver protocol. A browser command:
 * {@code ChromiumUser URL}, with {@code PERSON} (alice), {@code PERSON_DOES} (login, close, or look where it
 * leads), {@code PERSON_SHOT}, a file for
 * a picture of the last page, and {@code PERSON_COOKIES}, a file for the cookies of their browser, which is a new one
 * without it, in its environment. Says when the password is typed.
 */
public final class ChromiumUser {
    /** What is said when the password is typed. */
    public static final String TYPED = "typed the password";

    private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--password-store=basic",
            "--window-size=900,700");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String session;

    private ChromiumUser(int port, Path profile) throws IOException, InterruptedException {
        Map<String, Object> options = Map.of(
                "binary",
                "/usr/bin/chromium",
                "args",
                Stream.concat(FLAGS.stream(), Stream.of("--user-data-dir=" + profile))
                        .toList());
        Map<String, Object> capabilities =
                Map.of("capabilities", Map.of("alwaysMatch", Map.of("goog:chromeOptions", options)));
        String driver = "http://127.0.0.1:" + port + "/session";
        session = driver + "/"
                + call("POST", driver, capabilities)
                        .getAsJsonObject()
                        .get("sessionId")
                        .getAsString();
    }

    public static void main(String[] url) throws Exception {
        Map<String, String> env = System.getenv();
        Path profile = Files.createTempDirectory("keytray-chromium");
        Process driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            ChromiumUser user = new ChromiumUser(port(driver), profile);
            Path cookies = env.containsKey("PERSON_COOKIES") ? Path.of(env.get("PERSON_COOKIES")) : null;
            if (cookies != null && Files.exists(cookies)) user.restore(Files.readString(cookies));
            user.visit(url[0], env.getOrDefault("PERSON", "alice"), env.getOrDefault("PERSON_DOES", "login"));
            if (env.containsKey("PERSON_SHOT")) user.shoot(Path.of(env.get("PERSON_SHOT")));
            if (cookies != null) Files.writeString(cookies, user.cookies());
            user.call("DELETE", user.session, null);
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly().waitFor();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void visit(String url, String name, String does) throws IOException, InterruptedException {
        call("POST", session + "/url", Map.of("url", url));
        long end = System.nanoTime() + PATIENCE.toNanos();
        // A slow page can be found a second time.
        boolean typed = false;
        while (System.nanoTime() < end) {
            if (does.equals("close")) return;
            String at = call("GET", session + "/url", null).getAsString();
            if (does.equals("look")) {
                if (!URI.create(at).getAuthority().equals(URI.create(url).getAuthority())) return;
                LockSupport.parkNanos(100_000_000);
                continue;
            }
            if (URI.create(at).getPath().matches("/callback|/|.*/device/status")
                    || find("#kc-error-message").isPresent()) return;
            Optional<String> password = find("input[name=password]");
            if (password.isPresent()) {
                if (!typed) System.out.println(TYPED);
                typed = true;
                type(find("input[name=username]").orElseThrow(), name);
                type(password.get(), name + "-pw");
                Optional<String> known = find("#kc-login, #signin");
                click(
                        known.isPresent()
                                ? known.get()
                                : find("button[type=submit]").orElseThrow());
            }
            Optional<String> consent = find("#submit-consent, [name=accept]");
            if (consent.isPresent()) {
                Optional<String> scope = find("input[type=checkbox]:not(:checked)");
                click(scope.isPresent() ? scope.get() : consent.get());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    /** Of every site, those for the session too, which a browser forgets when it ends. */
    private String cookies() throws IOException, InterruptedException {
        return devTools("Storage.getCookies", new JsonObject())
                .getAsJsonObject()
                .get("cookies")
                .toString();
    }

    private void restore(String cookies) throws IOException, InterruptedException {
        JsonObject parameters = new JsonObject();
        parameters.add("cookies", JsonParser.parseString(cookies));
        devTools("Storage.setCookies", parameters);
    }

    private JsonElement devTools(String command, JsonObject parameters) throws IOException, InterruptedException {
        return call("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private Optional<String> find(String css) throws IOException, InterruptedException {
        for (JsonElement found : call("POST", session + "/elements", Map.of("using", "css selector", "value", css))
                .getAsJsonArray()) {
            return found.getAsJsonObject().asMap().values().stream()
                    .map(JsonElement::getAsString)
                    .findFirst();
        }
        return Optional.empty();
    }

    private void click(String element) throws IOException, InterruptedException {
        call("POST", element(element) + "/click", Map.of());
    }

    private void type(String element, String text) throws IOException, InterruptedException {
        call("POST", element(element) + "/clear", Map.of());
        call("POST", element(element) + "/value", Map.of("text", text));
    }

    private void shoot(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("GET", session + "/screenshot", null).getAsString()));
    }

    private String element(String id) {
        return session + "/element/" + id;
    }

    private JsonElement call(String method, String url, @Nullable Map<String, ?> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(new Gson().toJson(body)))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        JsonObject json = JsonParser.parseString(answer).getAsJsonObject();
        JsonElement value = json.get("value");
        if (value.isJsonObject() && value.getAsJsonObject().has("error")) throw new IOException(answer);
        return value;
    }

    private static int port(Process driver) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) return Integer.parseInt(matcher.group(1));
        }
        throw new IOException("chromedriver did not start");
    }
}
