package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins at a provider that is known from an earlier one: each is by another process, with nothing but the file. */
class MetadataMemoryTest {
    private static final TokenRequest SIGN_IN = TokenRequest.interactive();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final EmbeddedProvider embedded = EmbeddedProvider.builder().start();
    private final List<URI> pages = new CopyOnWriteArrayList<>();
    private Instant now = Instant.now();
    private Browser browser = Browser.of(page -> {
        pages.add(page);
        StandInUser.called("alice").open(page);
    });

    @AfterEach
    void stop() {
        embedded.close();
    }

    private Provider provider() {
        return Provider.of(embedded.issuer()).rememberedIn(memory(), () -> now);
    }

    private Path memory() {
        return directory.resolve("providers");
    }

    private Path file() throws IOException {
        try (var files = Files.list(memory())) {
            return files.toList().get(0);
        }
    }

    private boolean isRemembered() throws IOException {
        if (!Files.exists(memory())) return false;
        try (var files = Files.list(memory())) {
            return files.findAny().isPresent();
        }
    }

    private Token signIn() throws Exception {
        return new AuthorizationCodeGrant(provider(), Client.of("app"), browser, TIMEOUT, InstantSource.system())
                .fetchToken(SIGN_IN);
    }

    private long asked(Endpoint endpoint) {
        return embedded.requests().stream()
                .filter(request -> request.endpoint() == endpoint)
                .count();
    }

    /** Whether the page opens although the provider says nothing of itself before. */
    private boolean opensAtOnce() throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        embedded.misbehave(Endpoint.DISCOVERY, answer -> go.join());
        pages.clear();
        CompletableFuture<Token> signIn = new CompletableFuture<>();
        CountDownLatch opened = new CountDownLatch(1);
        Browser user = browser;
        browser = attempt -> {
            opened.countDown();
            return user.open(attempt);
        };
        Thread thread = new Thread(() -> {
            try {
                signIn.complete(signIn());
            } catch (Exception | Error e) {
                signIn.completeExceptionally(e);
            }
        });
        thread.start();
        boolean atOnce = opened.await(800, TimeUnit.MILLISECONDS);
        go.complete(null);
        assertThat(signIn.get(20, TimeUnit.SECONDS).idToken()).isNotNull();
        browser = user;
        return atOnce;
    }

    @Test
    void should_open_the_browser_before_the_provider_has_answered_and_ask_nothing_more() throws Exception {
        signIn();
        long before = embedded.requests().size();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(1);
        assertThat(asked(Endpoint.JWKS)).isEqualTo(1);
        assertThat(opensAtOnce()).isTrue();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(2);
        assertThat(asked(Endpoint.JWKS)).isEqualTo(2);
        assertThat(embedded.requests().size()).isEqualTo(2 * before);
    }

    @Test
    void should_remember_nothing_without_a_directory_or_a_sign_in() throws Exception {
        provider().metadata();
        assertThat(isRemembered()).isFalse();
        new AuthorizationCodeGrant(
                        Provider.of(embedded.issuer()), Client.of("app"), browser, TIMEOUT, InstantSource.system())
                .fetchToken(SIGN_IN);
        assertThat(isRemembered()).isFalse();
    }

    /** A refresh token goes where the provider says today. */
    @Test
    void should_not_be_relied_on_for_a_refresh() throws Exception {
        Token token = signIn();
        long before = asked(Endpoint.DISCOVERY);
        new TokenEndpoint(provider(), Client.of("app"), InstantSource.system()).refresh(token, Set.of());
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(before + 1);
    }

    @Test
    void should_send_the_code_where_the_provider_says_now() throws Exception {
        signIn();
        replace(embedded.uri(Endpoint.TOKEN).toString(), "http://127.0.0.1:9/stale");
        assertThat(signIn().idToken()).isNotNull();
        assertThat(pages).hasSize(2);
    }

    @Test
    void should_take_the_keys_from_where_the_provider_says_now() throws Exception {
        signIn();
        replace(embedded.uri(Endpoint.JWKS).toString(), "http://127.0.0.1:9/stale");
        assertThat(signIn().idToken()).isNotNull();
    }

    @Test
    void should_open_the_page_that_the_provider_has_now() throws Exception {
        signIn();
        pages.clear();
        String page = embedded.uri(Endpoint.AUTHORIZATION).toString();
        replace(page, "http://127.0.0.1:9/stale");
        browser = attempt -> {
            pages.add(attempt.uri());
            if (attempt.uri().toString().startsWith(page)) {
                return Browser.of(StandInUser.called("alice")::open).open(attempt);
            }
            return () -> {};
        };
        assertThat(signIn().idToken()).isNotNull();
        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).toString()).startsWith("http://127.0.0.1:9/stale");
        assertThat(Files.readString(file())).contains(page).doesNotContain("stale");
    }

    @Test
    void should_say_that_the_provider_cannot_be_reached_and_ask_first_the_next_time() throws Exception {
        signIn();
        browser = attempt -> () -> {};
        embedded.misbehave(Endpoint.DISCOVERY, Misbehaviour.CONNECTION_CLOSED);
        assertThatThrownBy(this::signIn)
                .isInstanceOf(GrantException.Unreachable.class)
                .hasMessageContaining("cannot be reached. Check your network connection");
        assertThat(isRemembered()).isFalse();
    }

    @Test
    void should_not_trust_a_provider_that_calls_itself_otherwise_now() throws Exception {
        signIn();
        browser = attempt -> () -> {};
        embedded.misbehave(Endpoint.DISCOVERY, answer -> answer.json().put("issuer", "https://stranger.example"));
        assertThatThrownBy(this::signIn).isInstanceOf(GrantException.Untrusted.class);
        assertThat(isRemembered()).isFalse();
    }

    @Test
    void should_not_be_used_after_a_day_nor_before_it_was_written() throws Exception {
        signIn();
        now = now.plus(Duration.ofDays(1)).minusSeconds(5);
        assertThat(provider().expectedMetadata()).isNotNull();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(1);
        now = now.plusSeconds(10);
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(2);
        now = now.minus(Duration.ofDays(3));
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(3);
    }

    @Test
    void should_not_be_used_for_longer_than_the_provider_says() throws Exception {
        embedded.misbehave(
                Endpoint.DISCOVERY, answer -> answer.header("Cache-Control", "public, max-age=60, must-revalidate"));
        signIn();
        now = now.plusSeconds(50);
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(1);
        now = now.plusSeconds(20);
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(2);
    }

    @Test
    void should_take_a_file_that_is_broken_too_large_or_about_another_issuer_for_absent() throws Exception {
        signIn();
        String whole = Files.readString(file());
        long asked = asked(Endpoint.DISCOVERY);
        for (String text : List.of(
                "",
                "{",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"asked\"", "\"unasked\""),
                whole.replace("\"" + embedded.issuer() + "\"", "\"https://stranger.example\""),
                whole.replace(embedded.uri(Endpoint.TOKEN).toString(), "http://stranger.example/token"),
                whole + " ".repeat(1 << 16))) {
            Files.writeString(file(), text);
            provider().expectedMetadata();
            assertThat(asked(Endpoint.DISCOVERY)).as(text.strip()).isEqualTo(++asked);
        }
        Files.writeString(file(), whole);
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(asked);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void should_be_for_its_owner_only_and_not_be_read_where_others_can_write_or_from_a_link() throws Exception {
        signIn();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory())))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(2);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(2);
        Path file = file();
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        provider().expectedMetadata();
        assertThat(asked(Endpoint.DISCOVERY)).isEqualTo(3);
    }

    /** As if the provider had said this when it was asked last. */
    private void replace(String said, String before) throws IOException {
        String text = Files.readString(file());
        assertThat(text).contains(said);
        Files.writeString(file(), text.replace("\"" + said + "\"", "\"" + before + "\""));
    }
}
