package io.github.keytray.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerClient;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BrokerTest {
    private static final Account ORDERS = new Account("https://login.acme.example", "orders");
    /** On a machine that does something else besides. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static final BrokerRequest QUESTION = new BrokerRequest(ORDERS, "sub-ana", Set.of("openid"), null);
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
    private static final Token TOKEN = new Token(
            "access", "Bearer", "refresh", "id", Set.of("openid"), Set.of("email"), NINE, NINE.plusSeconds(300));

    @TempDir
    Path directory;

    private final List<BrokerRequest> asked = new ArrayList<>();
    private final List<Account> changed = new ArrayList<>();
    private BrokerResponse reply = new BrokerResponse.Granted(new User("sub-ana", "ana"), TOKEN);
    private boolean fails;
    private Path runtime;
    private Broker broker;
    private BrokerClient client;

    private final BrokerHandler desk = new BrokerHandler() {
        @Override
        public BrokerResponse answer(BrokerRequest question) {
            if (fails) throw new IllegalStateException("out of order");
            asked.add(question);
            return reply;
        }

        @Override
        public void changed(Account account) {
            changed.add(account);
        }

        @Override
        public String status() {
            return "{\"sign_ins\":[]}";
        }
    };

    @BeforeEach
    void open() throws IOException {
        runtime = directory.resolve("run");
        broker = Broker.open(runtime, desk);
        client = new BrokerClient(runtime, PATIENT);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void should_be_there_until_it_is_closed_or_dies() throws Exception {
        assertThat(client.isThere()).isTrue();
        broker.close();
        assertThat(client.isThere()).isFalse();
        Path left = runtime.resolve("broker");
        try (ServerSocketChannel dies = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dies.bind(UnixDomainSocketAddress.of(left));
            assertThat(client.isThere()).isTrue();
        }
        assertThat(left).exists();
        assertThat(client.isThere()).isFalse();
    }

    private SocketChannel call() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(runtime.resolve("broker")));
        return channel;
    }

    /** All that the other end says until it hangs up. */
    private String say(String text) throws IOException {
        try (SocketChannel channel = call()) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            return heard(channel);
        }
    }

    private static String heard(SocketChannel channel) {
        try {
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        } catch (IOException hungUp) {
            return "";
        }
    }

    @Nested
    class An_answer {
        @Test
        void should_be_the_access_token_and_what_belongs_to_it() throws Exception {
            BrokerResponse answer = client.ask(QUESTION);
            assertThat(answer).isInstanceOfSatisfying(BrokerResponse.Granted.class, granted -> {
                assertThat(granted.user()).isEqualTo(new User("sub-ana", "ana"));
                assertThat(granted.token().accessToken()).isEqualTo("access");
                assertThat(granted.token().scopes()).containsExactly("openid");
                assertThat(granted.token().covers(Set.of("openid", "email"))).isTrue();
                assertThat(granted.token().issuedAt()).isEqualTo(NINE);
                assertThat(granted.token().expiresAt()).isEqualTo(NINE.plusSeconds(300));
            });
            assertThat(asked).containsExactly(QUESTION);
        }

        @Test
        void should_never_hold_a_refresh_token_or_an_id_token() throws Exception {
            assertThat(say(QUESTION.line())).contains("access").doesNotContain("refresh", "id_token", "\"id\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PENDING", "INTERACTION_REQUIRED", "UNAVAILABLE", "UNKNOWN"})
        void should_say_why_there_is_none(String why) throws Exception {
            reply = BrokerResponse.NoToken.valueOf(why);
            assertThat(client.ask(QUESTION)).isEqualTo(reply);
        }

        @Test
        void should_be_as_large_as_tokens_get() throws Exception {
            String large = "a".repeat(100_000);
            reply = new BrokerResponse.Granted(
                    new User("sub-ana", "ana"), new Token(large, "Bearer", null, null, Set.of(), Set.of(), NINE, null));
            assertThat(client.ask(QUESTION)).isEqualTo(reply);
        }

        @Test
        void should_follow_a_word_that_somebody_signed_out() throws Exception {
            client.changed(ORDERS);
            assertThat(changed).containsExactly(ORDERS);
            assertThat(asked).isEmpty();
        }
    }

    @Nested
    class The_status {
        @Test
        void should_be_told_to_whoever_asks() throws Exception {
            assertThat(client.status()).isEqualTo("{\"sign_ins\":[]}\n");
            broker.close();
            assertThat(client.status()).isNull();
        }
    }

    @Nested
    class A_caller {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "hello",
                    "{}",
                    "{\"issuer\":\"https://a.example\"}",
                    "{\"issuer\":\"nowhere\",\"client_id\":\"a\"}",
                    "{\"issuer\":\"https://a.example\",\"client_id\":\"a\",\"min_validity\":\"soon\"}",
                    "{\"issuer\":\"https://a.example\",\"client_id\":\"a\",\"min_validity\":-1}",
                    "{\"issuer\":\"https://a.example\",\"client_id\":\"a\",\"min_validity\":9223372036854775808}",
                    "{\"changed\":\"true\"}"
                })
        void should_be_told_when_it_makes_no_sense(String question) throws Exception {
            assertThat(say(question + "\n")).isEqualTo("{\"error\":\"invalid_request\"}\n");
            assertThat(asked).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 5_000_000_000_000_000_000L, Long.MAX_VALUE})
        void should_have_any_wish_for_a_longer_life_considered(long seconds) throws Exception {
            BrokerRequest wish = new BrokerRequest(ORDERS, null, Set.of(), Duration.ofSeconds(seconds));
            assertThat(wish.isMetBy(TOKEN, NINE)).isTrue();
            assertThat(client.ask(wish)).isInstanceOf(BrokerResponse.Granted.class);
            assertThat(asked).containsExactly(wish);
        }

        @Test
        void should_do_no_harm_to_others_where_the_desk_fails() throws Exception {
            fails = true;
            assertThat(client.ask(QUESTION)).isEqualTo(BrokerResponse.NoToken.INVALID_REQUEST);
            fails = false;
            assertThat(client.ask(QUESTION)).isInstanceOf(BrokerResponse.Granted.class);
        }

        @Test
        void should_be_answered_when_it_ends_its_line_by_ending() throws Exception {
            try (SocketChannel channel = call()) {
                channel.write(ByteBuffer.wrap(QUESTION.line().strip().getBytes(UTF_8)));
                channel.shutdownOutput();
                assertThat(heard(channel)).contains("access");
            }
        }

        @Test
        void should_be_hung_up_on_when_it_says_too_much() throws Exception {
            assertThat(say("x".repeat(9_000))).isEmpty();
            assertThat(client.ask(QUESTION)).isNotNull();
        }

        @Test
        void should_be_hung_up_on_when_it_says_nothing() throws Exception {
            try (SocketChannel silent = call()) {
                assertThat(client.ask(QUESTION)).as("nobody waits for it").isNotNull();
                assertThat(heard(silent)).isEmpty();
            }
        }

        @Test
        void should_be_hung_up_on_when_there_are_too_many() throws Exception {
            List<SocketChannel> crowd = new ArrayList<>();
            for (int i = 0; i < 80; i++) crowd.add(call());
            assertThat(heard(crowd.get(79))).isEmpty();
            for (SocketChannel one : crowd) one.close();
            BrokerResponse answer = client.ask(QUESTION);
            while (answer == null) answer = client.ask(QUESTION);
            assertThat(answer).isInstanceOf(BrokerResponse.Granted.class);
        }
    }

    @Nested
    class The_socket {
        @Test
        @EnabledOnOs({OS.LINUX, OS.MAC})
        void should_be_in_a_directory_of_its_owners_alone() throws IOException {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime)))
                    .isEqualTo("rwx------");
        }

        @Test
        void should_take_the_place_of_one_that_a_dead_tray_left() throws Exception {
            Path stale = directory.resolve("stale");
            Files.createDirectory(stale);
            try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                dead.bind(UnixDomainSocketAddress.of(stale.resolve("broker")));
            }
            assertThat(new BrokerClient(stale, PATIENT).ask(QUESTION)).isNull();
            try (Broker heir = Broker.open(stale, desk)) {
                assertThat(heir).isNotNull();
                assertThat(new BrokerClient(stale, PATIENT).ask(QUESTION)).isNotNull();
            }
            assertThat(stale).isEmptyDirectory();
        }
    }

    @Nested
    class A_client {
        @Test
        void should_do_without_a_tray() throws Exception {
            broker.close();
            assertThat(client.ask(QUESTION)).isNull();
            client.changed(ORDERS);
        }

        @Test
        void should_do_without_one_that_never_answers() throws Exception {
            broker.close();
            try (ServerSocketChannel deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                deaf.bind(UnixDomainSocketAddress.of(runtime.resolve("broker")));
                assertThat(new BrokerClient(runtime).ask(QUESTION)).isNull();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nonsense\n",
                    "{}\n",
                    "{\"access_token\":\"\",\"sub\":\"a\",\"username\":\"a\",\"issued_at\":1}\n",
                    "{\"access_token\":\"a\",\"issued_at\":1}\n",
                    "{\"access_token\":\"a\",\"sub\":\"a\",\"username\":\"a\",\"issued_at\":99999999999999999999}\n",
                    "{\"access_token\":\"a\"",
                    ""
                })
        void should_do_without_one_that_makes_no_sense(String answer) throws Exception {
            broker.close();
            try (ServerSocketChannel confused = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                confused.bind(UnixDomainSocketAddress.of(runtime.resolve("broker")));
                Thread thread = new Thread(() -> answerOnce(confused, answer));
                thread.start();
                assertThat(client.ask(QUESTION)).isNull();
                thread.join();
            }
        }

        private void answerOnce(ServerSocketChannel server, String answer) {
            try (SocketChannel caller = server.accept()) {
                caller.write(ByteBuffer.wrap(answer.getBytes(UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
