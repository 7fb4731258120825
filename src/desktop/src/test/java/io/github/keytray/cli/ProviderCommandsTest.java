package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.User;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.keychain.IndexedUsers;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testkit.Dialect;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.ForwardProxy;
import io.github.keytray.testkit.RegisteredClient;
import io.github.keytray.testkit.StandInUser;
import io.github.keytray.tray.setup.Setup;
import java.io.StringWriter;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and a provider, with somebody at the browser. */
class ProviderCommandsTest {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeWiring wiring;

    @BeforeEach
    void wire() {
        wiring = new FakeWiring(directory, Instant.now());
        wiring.browser = Browser.of(StandInUser.called("alice")::open);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private int run(String command, String issuer, String... more) {
        return runAs("app", command, issuer, more);
    }

    private int runAs(String clientId, String command, String issuer, String... more) {
        Stream<String> line = Stream.of(command, "--issuer", issuer, "--client-id", clientId);
        return Commands.run(Stream.concat(line, Stream.of(more)).toArray(String[]::new), wiring, out, err);
    }

    @Test
    void should_sign_out_everybody_everywhere() throws Exception {
        assertThat(run("login", provider.issuer(), "--save", "yes")).isZero();
        Account account = new Account(provider.issuer(), "app");
        Account gone = new Account("http://127.0.0.1:1", "app");
        for (Account each : List.of(gone, account)) {
            wiring.entries.add(IndexedUsers.ofDefault(each, new User("sub-alice", "alice"), null, Instant.now()));
        }
        assertThat(Commands.run(new String[] {"logout", "--all"}, wiring, out, err))
                .isZero();
        assertThat(out.toString()).contains("Signed out alice.");
        assertThat(wiring.store.users()).isEmpty();
        assertThat(provider.requests(Endpoint.REVOCATION).size()
                        + err.toString().split("could not be told", -1).length)
                .isGreaterThan(1);
    }

    @Test
    void should_prove_who_the_client_is_by_the_key_that_files_name() throws Exception {
        KeyPair key = keyPair();
        try (EmbeddedProvider strict = EmbeddedProvider.builder()
                .client(RegisteredClient.of("signer").withKey(key.getPublic()))
                .start()) {
            Path file = directory.resolve("all/keytray/providers.d/acme.json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                {"name": "Acme", "issuer": "%s", "client_id": "signer", "client_key": "acme.pem", "client_key_id": "2026"}
                """.formatted(strict.issuer()));
            Files.writeString(
                    file.resolveSibling("acme.pem"),
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(key.getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
            wiring.setup = Setup.read(new Directories(
                    Platform.WINDOWS,
                    Map.of("PROGRAMDATA", directory.resolve("all").toString())));
            assertThat(wiring.setup.problems()).isEmpty();
            assertThat(runAs("signer", "login", strict.issuer(), "--save", "yes"))
                    .as(err.toString())
                    .isZero();
            assertThat(runAs("signer", "token", strict.issuer(), "--force-refresh"))
                    .isZero();
            assertThat(runAs("signer", "logout", strict.issuer())).isZero();
            assertThat(err.toString()).isEmpty();
            // As the tray does it.
            Account account = new Account(strict.issuer(), "signer");
            assertThat(wiring.setup.client(account).assertion()).isNotNull();
            assertThat(wiring.setup
                            .client(new Account(strict.issuer(), "other"))
                            .assertion())
                    .isNull();
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    @Nested
    class A_company_s_network {
        private int through(ForwardProxy proxy, String user, String command) {
            return run(command, provider.issuer(), "--proxy", user + "127.0.0.1:" + proxy.port());
        }

        @Test
        void should_be_crossed_by_every_command_and_left_as_it_is() throws Exception {
            wiring.environment.put("KEYTRAY_PROXY_PASSWORD", "s3cret");
            ProxySelector ofTheJvm = ProxySelector.getDefault();
            try (ForwardProxy proxy = new ForwardProxy("ana:s3cret")) {
                assertThat(through(proxy, "ana@", "doctor")).isZero();
                String[] login = {"--save", "yes", "--proxy", "ana@127.0.0.1:" + proxy.port()};
                assertThat(run("login", provider.issuer(), login)).isZero();
                String[] token = {"--force-refresh", "--proxy", "ana@127.0.0.1:" + proxy.port()};
                assertThat(run("token", provider.issuer(), token)).isZero();
                assertThat(through(proxy, "ana@", "logout")).isZero();
                assertThat(err.toString()).isEmpty();
                long ours = provider.requests().stream()
                        .filter(request ->
                                request.header("user-agent").orElse("").equals("Keytray"))
                        .count();
                assertThat(proxy.visitors()).hasSize((int) ours);
            }
            assertThat(ProxySelector.getDefault()).isSameAs(ofTheJvm);
            assertThat(Authenticator.getDefault()).isNull();
        }

        @Test
        void should_be_as_files_say_where_no_option_does() throws Exception {
            try (ForwardProxy proxy = new ForwardProxy("");
                    ForwardProxy other = new ForwardProxy("")) {
                Path policy = directory.resolve("policy/keytray/policy.json");
                Files.createDirectories(policy.getParent());
                Files.writeString(policy, "{\"proxy\": \"127.0.0.1:" + proxy.port() + "\"}");
                wiring.setup = Setup.read(new Directories(
                        Platform.WINDOWS,
                        Map.of("PROGRAMDATA", directory.resolve("policy").toString())));
                assertThat(run("doctor", provider.issuer())).isZero();
                assertThat(proxy.visitors()).hasSize(1);
                assertThat(through(other, "", "doctor")).isZero();
                assertThat(proxy.visitors()).hasSize(1);
                assertThat(other.visitors()).hasSize(1);
            }
        }

        @Test
        void should_be_said_to_want_a_password() throws Exception {
            try (ForwardProxy proxy = new ForwardProxy("ana:s3cret")) {
                assertThat(through(proxy, "", "login")).isEqualTo(ExitCode.UNREACHABLE);
                assertThat(err.toString()).startsWith("keytray: Your network's proxy asks for a sign-in of its own.");
                assertThat(through(proxy, "ana@", "login")).isEqualTo(ExitCode.WRONG_USAGE);
                assertThat(err.toString()).contains("KEYTRAY_PROXY_PASSWORD");
            }
        }

        @Test
        void should_not_be_described_with_a_password() {
            String[] proxy = {"--proxy", "ana:s3cret@proxy:3128"};
            assertThat(run("login", provider.issuer(), proxy)).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(err.toString()).contains("without a password").doesNotContain("s3cret");
        }

        @Test
        void should_not_be_described_with_certificates_that_cannot_be_read() throws Exception {
            Path missing = directory.resolve("a/path/that/is/rather/long/company.pem");
            assertThat(run("login", provider.issuer(), "--ca", missing.toString()))
                    .isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(err.toString()).contains("--ca", "There is no file " + missing);
            Path other = Files.writeString(directory.resolve("other.pem"), "nothing");
            assertThat(run("doctor", provider.issuer(), "--ca", other.toString()))
                    .isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(err.toString()).contains(other + " is not a PEM file of certificates");
        }
    }

    @Nested
    class A_provider_without_refresh_tokens {
        @BeforeEach
        void signIn() {
            provider.misbehave(Dialect.SPRING_1_PUBLIC_CLIENT);
            assertThat(run("login", provider.issuer(), "--save", "yes")).isZero();
        }

        @Test
        void should_be_told_from_others_at_the_sign_in() {
            assertThat(out.toString())
                    .contains("127.0.0.1 gave no refresh token", "lasts 5 minutes", "only to a client with a secret");
        }

        @Test
        void should_be_told_by_the_doctor() {
            assertThat(run("doctor", provider.issuer())).isEqualTo(ExitCode.INTERACTION_REQUIRED);
            assertThat(out.toString()).contains("To do  Renewal", "gave no refresh token");
            provider.behave();
            run("login", provider.issuer(), "--save", "yes", "--force");
            assertThat(run("doctor", provider.issuer())).isZero();
            assertThat(out.toString()).contains("sign-ins are renewed");
        }
    }

    @Nested
    class Signing_out_in_the_browser {
        @BeforeEach
        void signIn() {
            run("login", provider.issuer(), "--save", "yes");
        }

        @Test
        void should_come_after_everything_here_is_deleted() {
            StandInUser alice = StandInUser.called("alice");
            wiring.browser = attempt -> {
                assertThat(wiring.store.roster().isEmpty()).isTrue();
                return Browser.of(alice::open).open(attempt);
            };
            assertThat(run("logout", provider.issuer(), "--browser")).isZero();
            assertThat(alice.lastPage())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .asString()
                    .contains("Signed out");
            assertThat(provider.visits(Endpoint.END_SESSION)).hasSize(1);
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void should_be_pointed_to_where_the_provider_cannot_revoke() {
            provider.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("revocation_endpoint"));
            assertThat(run("logout", provider.issuer())).isZero();
            assertThat(out.toString())
                    .contains("Signed out alice.", "127.0.0.1 offers no way to revoke a sign-in", "--browser");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void should_end_on_a_page_of_this_computer_where_one_is_registered() {
            StandInUser alice = StandInUser.called("alice");
            wiring.browser = Browser.of(alice::open);
            String last = "http://127.0.0.1/signed-out";
            assertThat(run("logout", provider.issuer(), "--browser", "--post-logout-redirect-uri", last))
                    .isZero();
            assertThat(alice.lastPage())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .asString()
                    .contains("Your session at the provider has ended");
        }

        @Test
        void should_delete_nothing_when_that_page_is_not_of_this_computer() {
            String elsewhere = "https://acme.example/";
            assertThat(run("logout", provider.issuer(), "--browser", "--post-logout-redirect-uri", elsewhere))
                    .isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(wiring.store.roster().isEmpty()).isFalse();
        }

        @Test
        void should_say_where_there_is_nothing_to_open() {
            provider.misbehave(Endpoint.DISCOVERY, answer -> answer.json().remove("end_session_endpoint"));
            assertThat(run("logout", provider.issuer(), "--browser")).isZero();
            assertThat(out.toString()).contains("Signed out alice.", "This provider has no page to sign out at");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void should_delete_everything_here_although_the_provider_cannot_be_told() {
            provider.close();
            assertThat(run("logout", provider.issuer(), "--browser")).isZero();
            assertThat(wiring.store.roster().isEmpty()).isTrue();
            assertThat(out.toString()).contains("Signed out alice.");
            assertThat(err.toString()).contains("Nothing is kept here any more, but the provider could not be told");
        }
    }

    @Nested
    class A_provider_that_is_also_elsewhere {
        @BeforeEach
        void move() {
            provider.misbehave(answer -> answer.json()
                    .computeIfPresent(
                            "userinfo_endpoint", (name, uri) -> uri.toString().replace("127.0.0.1", "localhost")));
        }

        @Test
        void should_be_told_before_the_browser_opens() {
            StandInUser alice = StandInUser.called("alice");
            wiring.browser = attempt -> {
                assertThat(err.toString()).contains("Codes and tokens also go to localhost. That is allowed");
                return Browser.of(alice::open).open(attempt);
            };
            assertThat(run("login", provider.issuer(), "--save", "yes")).isZero();
            assertThat(out.toString()).startsWith("Signed in as alice");
        }

        @Test
        void should_not_be_told_where_no_browser_is_needed() {
            run("login", provider.issuer(), "--save", "yes");
            err.getBuffer().setLength(0);
            assertThat(run("login", provider.issuer())).isZero();
            assertThat(err.toString()).isEmpty();
        }
    }
}
