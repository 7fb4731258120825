package io.github.keytray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.keytray.testing.DesktopPart;
import io.github.keytray.testing.Needs;
import io.github.keytray.testing.Programs;
import io.github.keytray.testing.Programs.Ended;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command, on a real keyring. */
@Needs(DesktopPart.SECRET_SERVICE)
class CommandIT {
    @TempDir
    Path directory;

    private final EmbeddedProvider provider =
            EmbeddedProvider.builder().client("secretive", "hush-hush").start();
    private PackagedApp app;

    @BeforeEach
    void make() throws IOException {
        app = new PackagedApp(directory);
    }

    @AfterEach
    void signOut() throws Exception {
        keytray("logout", "app");
        keytray("logout", "secretive");
        provider.close();
    }

    private Ended keytray(String command, String clientId, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of(command, "--issuer", provider.issuer(), "--client-id", clientId));
        args.addAll(List.of(more));
        return app.run(args.toArray(String[]::new));
    }

    private long visits() throws IOException {
        Path visits = directory.resolve("visits");
        return Files.exists(visits) ? Files.readAllLines(visits).size() : 0;
    }

    private static void assertEnded(Ended ended, int exit, String sentence) {
        assertThat(ended.err()).contains(sentence);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exit()).isEqualTo(exit);
        assertThat(ended.err().lines().filter(line -> line.startsWith("keytray: ")))
                .hasSize(1);
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
    }

    @Nested
    class Signing_in_once {
        @Test
        void should_be_the_whole_path() throws Exception {
            Ended login = keytray("login", "app", "--save", "yes");
            assertThat(login.out()).isEqualToIgnoringNewLines("Signed in as alice (127.0.0.1).");
            assertThat(login.exit()).isZero();

            Ended again = keytray("login", "app");
            assertThat(again.out()).isEqualToIgnoringNewLines("Already signed in as alice (127.0.0.1).");
            assertThat(again.err()).isEmpty();
            assertThat(visits()).isEqualTo(1);

            String token = keytray("token", "app").out().strip();
            assertThat(provider.subject(token)).isEqualTo("sub-alice");
            assertThat(keytray("token", "app").out().strip()).isEqualTo(token);
            String renewed = keytray("token", "app", "--force-refresh").out().strip();
            assertThat(provider.subject(renewed)).isEqualTo("sub-alice");
            assertThat(renewed).isNotEqualTo(token);
            assertThat(keytray("token", "app", "--min-validity", "1h").out().strip())
                    .as("just renewed, printed as it is")
                    .isNotEqualTo(renewed);

            assertThat(app.run("list").out()).contains("alice  " + provider.issuer() + "  app");

            Ended logout = keytray("logout", "app");
            assertThat(logout.out()).isEqualToIgnoringNewLines("Signed out alice.");
            assertThat(provider.requests(Endpoint.REVOCATION)).hasSize(1);
            assertThat(app.run("list").out()).doesNotContain(provider.issuer());
            assertEnded(keytray("token", "app"), 3, "Nobody is signed in");
            assertThat(keytray("logout", "app").out()).isEqualToIgnoringNewLines("Nobody was signed in.");
        }

        @Test
        void should_be_told_in_json() throws Exception {
            JsonObject login = JsonParser.parseString(
                            keytray("login", "app", "--save", "yes", "--json").out())
                    .getAsJsonObject();
            assertThat(login.keySet())
                    .containsExactly(
                            "issuer", "client_id", "sub", "username", "silent", "saved", "expires_at", "renewable");
            assertThat(login.get("saved").getAsBoolean()).isTrue();
            assertThat(login.get("silent").getAsBoolean()).isFalse();
            JsonObject token = JsonParser.parseString(
                            keytray("token", "app", "--json").out())
                    .getAsJsonObject();
            assertThat(token.keySet()).containsExactly("access_token", "token_type", "expires_at", "scope", "sub");
            assertThat(JsonParser.parseString(app.run("list", "--json").out())
                            .getAsJsonArray()
                            .get(0)
                            .getAsJsonObject()
                            .keySet())
                    .containsExactly("issuer", "client_id", "application", "sub", "username", "last_used", "default");
        }

        @Test
        void should_be_done_anew_when_forced_and_clear_nothing_before_it_succeeds() throws Exception {
            keytray("login", "app", "--save", "yes");
            String token = keytray("token", "app").out();
            app.with("STAND_IN_DOES", "deny");
            assertEnded(keytray("login", "app", "--force"), 4, "declined");
            assertThat(keytray("token", "app").out()).isEqualTo(token);
            app.with("STAND_IN_DOES", "login");
            assertThat(keytray("login", "app", "--force").out()).startsWith("Signed in as alice");
            assertThat(keytray("token", "app").out()).isNotEqualTo(token);
        }

        @Test
        void should_keep_a_confidential_clients_secret() throws Exception {
            app.with("KEYTRAY_TEST_SECRET", "hush-hush");
            assertThat(keytray("login", "secretive", "--client-secret-env", "KEYTRAY_TEST_SECRET", "--save", "yes")
                            .exit())
                    .isZero();
            app.with("KEYTRAY_TEST_SECRET", "");
            assertThat(keytray("token", "secretive", "--force-refresh").exit()).isZero();
            assertThat(keytray("logout", "secretive").err()).isEmpty();
        }

        @Test
        void should_not_be_kept_when_nobody_says_so() throws Exception {
            assertThat(keytray("login", "app").out()).contains("the sign-in is not kept");
            assertEnded(keytray("token", "app"), 3, "Nobody is signed in");
            assertThat(keytray("login", "app", "--store", "memory").out()).contains("the sign-in is not kept");
        }
    }

    @Nested
    class The_doctor {
        @Test
        void should_find_all_well_and_leave_nothing_behind() throws Exception {
            Ended ended = app.run("doctor");
            assertThat(ended.out().lines()).allMatch(line -> line.startsWith("OK"));
            assertThat(ended.out()).contains("keeps what it is given", "Start at login  off");
            assertThat(ended.exit()).isZero();
            assertThat(Programs.run(
                                    Duration.ofSeconds(10),
                                    List.of("secret-tool", "search", "--all", "account", "probe"))
                            .out())
                    .isEmpty();
        }

        @Test
        void should_ask_the_providers_that_people_are_signed_in_at() throws Exception {
            assertThat(keytray("login", "app", "--save", "yes").exit()).isZero();
            Ended ended = app.run("doctor");
            assertThat(ended.out().lines())
                    .anyMatch(line -> line.matches("OK +Provider +" + provider.issuer() + " says where to sign in"))
                    .anyMatch(line -> line.matches("OK +Clock +agrees with the provider's"));
            assertThat(ended.exit()).isZero();
        }

        @Test
        void should_say_what_to_do() throws Exception {
            app.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
            Ended ended = app.run("doctor");
            assertThat(ended.out()).containsPattern("To do +Keychain +There is no keychain here");
            assertThat(ended.exit()).isEqualTo(8);
        }

        @Test
        void should_not_send_to_a_desktop_who_is_on_one() throws Exception {
            app.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere").with("XDG_CURRENT_DESKTOP", "GNOME");
            Ended ended = app.run("doctor");
            assertThat(ended.out())
                    .containsPattern("To do +Keychain +There is no keychain here")
                    .doesNotContain("Start it from a desktop");
        }

        @Test
        void should_ask_only_the_provider_when_there_is_one() throws Exception {
            app.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
            Ended ended = keytray("doctor", "app");
            assertThat(ended.out().lines()).hasSize(3).allMatch(line -> line.startsWith("OK"));
            assertThat(ended.exit()).isZero();
            assertThat(provider.requests()).hasSize(1);
        }
    }

    @Nested
    class Bad_input {
        @BeforeEach
        void signedIn() throws Exception {
            keytray("login", "app", "--save", "yes");
        }

        @AfterEach
        void stillSignedIn() throws Exception {
            app.with("DBUS_SESSION_BUS_ADDRESS", System.getenv("DBUS_SESSION_BUS_ADDRESS"));
            provider.behave();
            assertThat(provider.subject(keytray("token", "app").out().strip())).isEqualTo("sub-alice");
        }

        @Test
        void should_be_told_from_each_other() throws Exception {
            assertEnded(app.run("login", "--issuer", "ftp://acme", "--client-id", "app"), 2, "https");
            assertEnded(app.run("login", "--client-id", "app"), 2, "--issuer");
            assertEnded(app.run(), 2, "No command");
            assertEnded(keytray("token", "app", "--min-validity", "soon"), 2, "not a duration");
            assertEnded(keytray("login", "app", "--client-secret-env", "NOT_SET"), 2, "NOT_SET");
            assertEnded(keytray("login", "app", "--redirect-uri", "https://acme.example/"), 2, "loopback");
            assertEnded(
                    app.run("login", "--issuer", provider.issuer() + "/nowhere", "--client-id", "app"),
                    6,
                    "Check the issuer");
            assertEnded(
                    app.run("login", "--issuer", "http://127.0.0.1:1", "--client-id", "app"), 5, "cannot be reached");
            assertEnded(keytray("login", "app", "--timeout", "0s"), 2, "zero");
        }

        @Test
        void should_be_the_providers_other_name() throws Exception {
            provider.misbehave(Misbehaviour.WRONG_ISSUER_IN_METADATA);
            assertEnded(keytray("login", "app", "--force"), 7, "calls itself");
        }

        @Test
        void should_be_a_client_that_nobody_knows_or_a_browser_that_never_comes_back() throws Exception {
            assertEnded(keytray("login", "unknown", "--timeout", "3s"), 4, "took too long");
            app.with("STAND_IN_DOES", "nothing");
            assertEnded(keytray("login", "app", "--force", "--timeout", "1s"), 4, "took too long");
        }

        @Test
        void should_be_a_port_that_is_taken() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                String uri = "http://127.0.0.1:" + taken.getLocalPort() + "/back";
                assertEnded(keytray("login", "app", "--force", "--redirect-uri", uri), 5, "in use by another program");
            }
        }

        @Test
        void should_be_a_provider_that_refuses() throws Exception {
            provider.misbehave(
                    Endpoint.TOKEN,
                    answer -> answer.instead(400, "application/json", "{\"error\":\"invalid_client\"}"));
            assertEnded(keytray("token", "app", "--force-refresh"), 3, "does not know this application");
        }

        @Test
        void should_be_no_keychain() throws Exception {
            long before = visits();
            app.with("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
            assertEnded(keytray("login", "app"), 8, "There is no keychain");
            assertEnded(keytray("token", "app"), 8, "There is no keychain");
            assertThat(visits()).as("the browser is not opened for nothing").isEqualTo(before);
        }

        @Test
        void should_be_explained_when_asked_to_be_verbose() throws Exception {
            Ended ended = app.run("--verbose", "login", "--issuer", "http://127.0.0.1:1", "--client-id", "app");
            assertThat(ended.err()).contains("cannot be reached", "because: ", "ConnectException");
        }
    }
}
