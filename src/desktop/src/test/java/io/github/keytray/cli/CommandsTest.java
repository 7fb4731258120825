package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.broker.Broker;
import io.github.keytray.broker.BrokerHandler;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.internal.platform.UnusableEnvironmentException;
import io.github.keytray.keychain.IndexedUsers;
import io.github.keytray.oauth.Network;
import io.github.keytray.tray.setup.Policy;
import io.github.keytray.tray.setup.Setup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The command without its desktop: what it prints, and how it ends. */
class CommandsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final StoredUser ANA = new StoredUser(
            new User("1", "ana"),
            new Token("the-token", "Bearer", null, null, Set.of("openid"), Set.of(), NOW, NOW.plusSeconds(3600)));

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeWiring wiring;

    @BeforeEach
    void wire() {
        wiring = new FakeWiring(directory, NOW);
        wiring.entries.add(IndexedUsers.ofDefault(
                new Account("https://acme.example", "orders"),
                ANA.user(),
                "Orders",
                Instant.parse("2026-11-24T00:00:00Z")));
    }

    private int run(String... args) {
        return Commands.run(args, wiring, out, err);
    }

    private int token(String... more) {
        return run(Stream.concat(
                        Stream.of("token", "--issuer", "https://acme.example", "--client-id", "orders"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    /** Where no tray can start, which says so. */
    @Nested
    class A_tray_that_a_policy_starts {
        private int start(Policy policy) throws Exception {
            String file = Files.createFile(directory.resolve("file")).toString();
            wiring.setup = new Setup(List.of(), policy, Network.system(), List.of());
            wiring.environment.putAll(Map.of("HOME", file, "XDG_RUNTIME_DIR", file));
            return run("tray", "--hidden", "--by-policy");
        }

        @Test
        void should_start_while_the_policy_says_so() throws Exception {
            assertThat(start(new Policy(true, null, null))).isEqualTo(ExitCode.INTERNAL_ERROR);
            assertThat(err.toString()).contains("The tray cannot have its sockets");
        }

        @Test
        void should_not_start_afterwards() throws Exception {
            assertThat(start(new Policy(null, null, true))).isZero();
            assertThat(out.toString() + err).isEmpty();
        }
    }

    @Nested
    class Output {
        @Test
        void should_be_the_token_and_nothing_else() {
            wiring.store.putDefaultUser(ANA);
            assertThat(token()).isZero();
            assertThat(out.toString()).isEqualToIgnoringNewLines("the-token");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void should_be_json_when_asked() {
            wiring.store.putDefaultUser(ANA);
            token("--json");
            assertThat(out.toString())
                    .isEqualToIgnoringNewLines("{\"access_token\":\"the-token\",\"token_type\":\"Bearer\","
                            + "\"expires_at\":\"2026-11-24T13:00:00Z\",\"scope\":\"openid\",\"sub\":\"1\"}");
        }

        @Test
        void should_list_who_is_signed_in() {
            assertThat(run("list")).isZero();
            assertThat(out.toString())
                    .isEqualToIgnoringNewLines("ana  https://acme.example  orders  2026-11-24  Orders");
        }

        @Test
        void should_say_that_there_is_nothing_to_move() {
            assertThat(run("move")).isZero();
            assertThat(out.toString()).startsWith("There is nothing to move: ");
        }

        @Test
        void should_say_why_nothing_was_moved() {
            wiring.problem = new StoreUnavailable(StoreUnavailable.Reason.ELSEWHERE, "KWallet does not answer now.");
            assertThat(run("move", "--from", "kwallet")).isEqualTo(ExitCode.STORE_UNAVAILABLE);
            assertThat(err.toString()).isEqualToIgnoringNewLines("keytray: KWallet does not answer now.");
            assertThat(run("move", "--to", "nowhere")).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(err.toString()).contains("Not the name of a keychain that is known: nowhere");
        }

        @Test
        void should_say_how_sign_ins_are_without_a_tray() {
            wiring.store.putDefaultUser(ANA);
            assertThat(run("status")).isZero();
            assertThat(out.toString())
                    .contains("ana  https://acme.example  orders  fresh until ")
                    .contains(", then sign in again: the provider gave no refresh token");
            assertThat(err.toString()).contains("The tray is not running", "keytray tray");
        }

        @Test
        void should_say_how_sign_ins_are_in_json() {
            wiring.store.putDefaultUser(ANA);
            assertThat(run("status", "--json")).isZero();
            assertThat(out.toString())
                    .startsWith("{\"tray\":false,\"problem\":null,\"sign_ins\":[{\"issuer\":\"https://acme.example\",")
                    .contains("\"state\":\"fresh\",\"until\":\"2026-11-24T13:00:00Z\"")
                    .doesNotContain("the-token");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void should_be_the_trays_token_and_how_it_says_sign_ins_are() throws Exception {
            Token theirs =
                    new Token("theirs", "Bearer", null, null, Set.of("openid"), Set.of(), NOW, NOW.plusSeconds(3600));
            BrokerHandler desk = new BrokerHandler() {
                @Override
                public BrokerResponse answer(BrokerRequest question) {
                    return new BrokerResponse.Granted(ANA.user(), theirs);
                }

                @Override
                public void changed(Account account) {}

                @Override
                public String status() {
                    return "{\"tray\":true,\"problem\":\"It is"
                            + " locked.\",\"sign_ins\":[{\"issuer\":\"https://acme.example\","
                            + "\"client_id\":\"orders\",\"username\":\"ana\",\"state\":\"sign_in_again\",\"problem\":\"It"
                            + " has ended.\"}]}";
                }
            };
            wiring.problem = new StoreUnavailable(StoreUnavailable.Reason.LOCKED, "The keychain is locked.");
            try (Broker broker = Broker.open(directory, desk)) {
                assertThat(broker).isNotNull();
                assertThat(token()).isZero();
                assertThat(out.toString()).isEqualToIgnoringNewLines("theirs");
                assertThat(token("--force-refresh")).isEqualTo(ExitCode.STORE_UNAVAILABLE);
                assertThat(run("status")).isZero();
                assertThat(out.toString()).contains("ana  https://acme.example  orders  sign in again: It has ended.");
                assertThat(err.toString()).contains("keytray: It is locked.").doesNotContain("not running");
            }
        }

        @Test
        void should_help() {
            assertThat(run("--help")).isZero();
            assertThat(out.toString()).contains("login", "token", "list", "logout", "8   the keychain");
            assertThat(run("help")).isZero();
            assertThat(run("help", "login")).isZero();
            assertThat(run("login", "--help")).isZero();
            assertThat(out.toString()).contains("--client-secret-env=VAR", "keychain, memory");
        }
    }

    @Nested
    class Failure {
        static Stream<Arguments> problems() {
            return Stream.of(
                    Arguments.of(new GrantException.InteractionRequired("why"), 3),
                    Arguments.of(new GrantException.Cancelled("why"), 4),
                    Arguments.of(new GrantException.Unreachable("why", null), 5),
                    Arguments.of(new GrantException.Rejected("why", null, null, null, null), 6),
                    Arguments.of(new GrantException.Untrusted("why"), 7),
                    Arguments.of(new StoreUnavailable(StoreUnavailable.Reason.LOCKED, "why"), 8));
        }

        @ParameterizedTest
        @MethodSource("problems")
        void should_be_one_line_and_an_exit_code(GrantException failure, int exit) {
            wiring.problem = failure;
            assertThat(token()).isEqualTo(exit);
            assertThat(err.toString()).isEqualToIgnoringNewLines("keytray: why");
            assertThat(out.toString()).isEmpty();
        }

        @Test
        void should_be_explained_without_secrets_when_asked() {
            String secret = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0";
            wiring.problem = new GrantException.Unreachable("why", new IllegalStateException("sent " + secret));
            token("--verbose");
            assertThat(err.toString())
                    .contains("because: java.lang.IllegalStateException: sent [redacted]")
                    .doesNotContain(secret);
        }

        @Test
        void should_be_owned_up_to_when_it_is_our_fault() {
            wiring.bug = new IllegalStateException("a bug");
            assertThat(token()).isEqualTo(1);
            assertThat(err.toString()).contains("fault of Keytray's own").doesNotContain("\tat ");
        }

        @Test
        void should_be_a_sentence_where_the_locale_cannot_name_a_directory() {
            Throwable first = new UnusableEnvironmentException("Set LC_ALL.", new IllegalStateException("why"));
            StringWriter said = new StringWriter();
            CommandErrorHandler.sentence(new ExceptionInInitializerError(first), false, new PrintWriter(said));
            assertThat(said.toString()).isEqualToIgnoringNewLines("keytray: Set LC_ALL.");
        }

        @Test
        void should_lead_a_newcomer_to_the_first_sign_in() {
            assertThat(run()).isEqualTo(2);
            assertThat(err.toString()).contains("keytray login --issuer URL --client-id ID", "keytray help");
            run("help");
            assertThat(out.toString()).contains("keytray login --issuer https://login.example.com");
        }

        @Test
        void should_name_the_command_that_was_meant() {
            run("tokn");
            assertThat(err.toString()).startsWith("keytray: There is no command \"tokn\". Did you mean token?");
            err.getBuffer().setLength(0);
            run("nonsense");
            assertThat(err.toString()).startsWith("keytray: There is no command \"nonsense\".\n");
            err.getBuffer().setLength(0);
            run("login", "nonsense");
            assertThat(err.toString()).doesNotContain("no command");
        }

        @ParameterizedTest
        @CsvSource({
            "token",
            "logout",
            "logout --all --issuer https://acme.example --client-id x",
            "login --issuer https://acme.example",
            "nonsense",
            "token --issuer http://acme.example --client-id x"
        })
        void should_be_wrong_usage(String line) {
            assertThat(run(line.split(" ", -1))).isEqualTo(2);
            assertThat(err.toString()).startsWith("keytray: ").contains("--help");
        }
    }

    @Nested
    class Doctor {
        @Test
        void should_say_of_each_line_that_it_is_ok() {
            wiring.checks.add(new Check("Keychain", () -> "keeps what it is given"));
            wiring.checks.add(new Check("Proxy", () -> "none"));
            assertThat(run("doctor")).isZero();
            assertThat(out.toString().lines())
                    .containsExactly("OK     Keychain        keeps what it is given", "OK     Proxy           none");
        }

        @Test
        void should_say_what_to_do_and_look_at_the_rest_all_the_same() {
            wiring.checks.add(new Check("Keychain", () -> {
                throw new StoreUnavailable(StoreUnavailable.Reason.LOCKED, "Unlock it.");
            }));
            wiring.checks.add(new Check("Browser", () -> {
                throw new GrantException.Unreachable("Set BROWSER.", null);
            }));
            wiring.checks.add(new Check("Proxy", () -> "none"));
            assertThat(run("doctor")).isEqualTo(8);
            assertThat(out.toString().lines())
                    .containsExactly(
                            "To do  Keychain        Unlock it.",
                            "To do  Browser         Set BROWSER.",
                            "OK     Proxy           none");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void should_want_an_issuer_and_a_client_id_or_neither() {
            assertThat(run("doctor", "--issuer", "https://acme.example")).isEqualTo(2);
            assertThat(err.toString()).contains("--client-id");
        }
    }

    @Nested
    class Signing_out {
        private final StoredUser bob = new StoredUser(new User("2", "bob"), null);

        private int logout(String... more) {
            String[] line = {"logout", "--issuer", "https://acme.example", "--client-id", "orders"};
            return run(Stream.of(line, more).flatMap(Stream::of).toArray(String[]::new));
        }

        @Test
        void should_be_for_everybody_who_is_kept() {
            wiring.store.putDefaultUser(bob);
            wiring.store.putDefaultUser(ANA.withoutToken());
            assertThat(logout()).isZero();
            assertThat(out.toString()).isEqualToIgnoringNewLines("Signed out ana.Signed out bob.");
            assertThat(wiring.store.roster().isEmpty()).isTrue();
            assertThat(logout()).isZero();
            assertThat(out.toString()).endsWith("Nobody was signed in." + System.lineSeparator());
        }

        @Test
        void should_be_for_one_who_is_named() {
            wiring.store.putDefaultUser(bob);
            wiring.store.putDefaultUser(ANA);
            assertThat(logout("--user", "bob")).isZero();
            assertThat(wiring.store.roster().users()).containsExactly(ANA);
            assertThat(logout("--user", "eve")).isZero();
            assertThat(out.toString()).isEqualToIgnoringNewLines("Signed out bob.eve was not signed in.");
        }
    }

    @Nested
    class Durations {
        private final DurationConverter converter = new DurationConverter();

        @ParameterizedTest
        @CsvSource({"300s, 300", "5m, 300", "1h, 3600", "90, 90", "0s, 0"})
        void should_be_read(String text, long seconds) {
            assertThat(converter.convert(text)).isEqualTo(Duration.ofSeconds(seconds));
        }

        @ParameterizedTest
        @CsvSource({"soon", "-1s", "5 m", "1d", "999999999999s"})
        void should_be_refused(String text) {
            assertThatThrownBy(() -> converter.convert(text)).isInstanceOf(CommandLine.TypeConversionException.class);
        }
    }
}
