package io.github.keytray.testkit;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person at a browser, without the browser: opens the page, fills in the form, says yes or no, and is led back to
 * the application. Remembers cookies, as one browser does.
 *
 * <p>{@link #open} is for an application that opens pages by a call; it is also a command for {@code $BROWSER} that takes the address as
 * its argument and {@code STAND_IN_USER}, {@code STAND_IN_PASSWORD} and {@code STAND_IN_DOES} (login, deny, nothing) from the
 * environment.
 */
public final class StandInUser {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_PAGES = 6;
    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile("(?is)<(input|button)\\b([^>]*)>");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();
    private final AtomicInteger visits = new AtomicInteger();
    private final String username;
    private final String password;
    private final Does does;
    private volatile CompletableFuture<String> latest = new CompletableFuture<>();
    private volatile URI address = URI.create("about:blank");

    public StandInUser(String username, String password, Does does) {
        this.username = username;
        this.password = password;
        this.does = does;
    }

    /** A {@linkplain EndUser#called person} who signs in. */
    public static StandInUser called(String username) {
        return of(EndUser.called(username), Does.LOGIN);
    }

    /** A person, and what they do. */
    public static StandInUser of(EndUser person, Does does) {
        return new StandInUser(person.username(), person.password(), does);
    }

    /** As a {@code $BROWSER} command: exits 0 once the application has its answer. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: StandInUser URL");
            System.exit(2);
        }
        Map<String, String> environment = System.getenv();
        String username = environment.getOrDefault("STAND_IN_USER", "alice");
        StandInUser user = new StandInUser(
                username,
                environment.getOrDefault("STAND_IN_PASSWORD", username + "-pw"),
                Does.valueOf(environment.getOrDefault("STAND_IN_DOES", "login").toUpperCase(Locale.ROOT)));
        Optional<HttpResponse<String>> last = user.visit(URI.create(arguments[0]));
        if (last.filter(page -> page.statusCode() >= 400).isPresent()) System.exit(1);
    }

    /** Does what a person does with an address, on a thread of its own. Returns at once. */
    public void open(URI page) {
        visits.incrementAndGet();
        CompletableFuture<String> end = new CompletableFuture<>();
        latest = end;
        Thread person = new Thread(() -> follow(page, end), "stand-in-user");
        person.setDaemon(true);
        person.start();
    }

    /** How many pages the application has opened so far. */
    public int visits() {
        return visits.get();
    }

    /** The last page of the visit that began last, once it is there. */
    public CompletableFuture<String> lastPage() {
        return latest;
    }

    /** What the address bar shows. */
    public URI lastAddress() {
        return address;
    }

    /**
     * Does what a person does with an address, and waits until they are done.
     *
     * @return the last page, which is the application's own where all went well; empty for one who stays away
     * @throws IOException when a page does not come
     */
    public Optional<HttpResponse<String>> visit(URI address) throws IOException, InterruptedException {
        visits.incrementAndGet();
        return browse(address);
    }

    private Optional<HttpResponse<String>> browse(URI address) throws IOException, InterruptedException {
        if (does == Does.NOTHING) return Optional.empty();
        HttpResponse<String> page = get(HttpRequest.newBuilder(address));
        for (int pages = 1; pages < MOST_PAGES; pages++) {
            Matcher form = FORM.matcher(page.body());
            if (page.statusCode() >= 400 || !form.find()) break;
            page = submit(page.uri(), form.group(1), form.group(2));
        }
        return Optional.of(page);
    }

    private void follow(URI address, CompletableFuture<String> end) {
        try {
            browse(address).map(HttpResponse::body).ifPresent(end::complete);
        } catch (IOException | InterruptedException e) {
            end.completeExceptionally(e);
        }
    }

    private HttpResponse<String> submit(URI page, String form, String content)
            throws IOException, InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean pressed = false;
        Matcher field = FIELD.matcher(content);
        while (field.find()) {
            String attributes = field.group(2);
            String name = attribute(attributes, "name");
            if (name == null) continue;
            String value = Optional.ofNullable(attribute(attributes, "value")).orElse("");
            boolean button = field.group(1).equalsIgnoreCase("button");
            if (!button) fields.put(name, typed(name, value));
            else if (!pressed && value.equals("cancel") == (does == Does.DENY)) {
                fields.put(name, value);
                pressed = true;
            }
        }
        String body = fields.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        URI action = page.resolve(Optional.ofNullable(attribute(form, "action")).orElse(""));
        return get(HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private String typed(String name, String value) {
        return switch (name) {
            case "username" -> username;
            case "password" -> password;
            default -> value;
        };
    }

    private HttpResponse<String> get(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> page = http.send(
                request.timeout(PATIENCE).header("Accept", "text/html").build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        address = page.uri();
        return page;
    }

    private static @Nullable String attribute(String attributes, String name) {
        Matcher matcher = Pattern.compile("(?i)\\b" + name + "=\"([^\"]*)\"").matcher(attributes);
        return matcher.find() ? matcher.group(1).replace("&amp;", "&").replace("&#39;", "'") : null;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What the person does. */
    public enum Does {
        /** Signs in and agrees to everything. */
        LOGIN,
        /** Presses Cancel on the first page. */
        DENY,
        /** Closes the browser before the page is loaded. The browser never comes back. */
        NOTHING
    }
}
