package io.github.keytray.tray.autostart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {
    @TempDir
    Path directory;

    private SingleInstance claim() throws IOException {
        return SingleInstance.claim(directory.resolve("run"), "").orElseThrow();
    }

    @Test
    void should_open_the_window_of_the_first_for_whoever_comes_second() throws Exception {
        BlockingQueue<String> knocks = new LinkedBlockingQueue<>();
        try (SingleInstance first = claim()) {
            first.onOpenRequest(activation -> knocks.add("knock" + activation));
            for (int i = 0; i < 3; i++) {
                assertThat(SingleInstance.claim(directory.resolve("run"), "")).isEmpty();
                assertThat(knocks.poll(20, TimeUnit.SECONDS)).isEqualTo("knock");
            }
        }
        try (SingleInstance next = claim()) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void should_hand_over_what_lets_the_window_come_to_the_front() throws Exception {
        BlockingQueue<String> knocks = new LinkedBlockingQueue<>();
        try (SingleInstance first = claim()) {
            first.onOpenRequest(knocks::add);
            for (String token : List.of("kwin-7_TIME1234", "", "x".repeat(5_000))) {
                assertThat(SingleInstance.claim(directory.resolve("run"), token))
                        .isEmpty();
                assertThat(knocks.poll(20, TimeUnit.SECONDS))
                        .isEqualTo(token.substring(0, Math.min(1_024, token.length())));
            }
        }
    }

    @Test
    void should_open_for_one_that_connects_and_says_nothing() throws Exception {
        BlockingQueue<String> knocks = new LinkedBlockingQueue<>();
        try (SingleInstance first = claim();
                SocketChannel silent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            first.onOpenRequest(knocks::add);
            silent.connect(UnixDomainSocketAddress.of(directory.resolve("run/window")));
            assertThat(knocks.poll(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void should_be_heard_although_the_first_was_not_yet_listening() throws Exception {
        BlockingQueue<String> knocks = new LinkedBlockingQueue<>();
        try (SingleInstance first = claim()) {
            assertThat(SingleInstance.claim(directory.resolve("run"), "")).isEmpty();
            first.onOpenRequest(activation -> knocks.add("knock" + activation));
            assertThat(knocks.poll(20, TimeUnit.SECONDS)).isEqualTo("knock");
        }
    }

    @Test
    void should_not_be_kept_out_by_what_a_killed_one_left_behind() throws Exception {
        Files.createDirectories(directory.resolve("run"));
        Files.createFile(directory.resolve("run/window"));
        Files.createFile(directory.resolve("run/tray.lock"));
        Optional<SingleInstance> next = SingleInstance.claim(directory.resolve("run"), "");
        assertThat(next).isPresent();
        next.get().close();
        assertThat(directory.resolve("run/window")).doesNotExist();
    }

    @Test
    void should_not_keep_those_waiting_who_knock_where_nobody_listens() throws Exception {
        try (SingleInstance first = claim()) {
            assertThat(first).isNotNull();
            // More than the system keeps in line for the first.
            for (int i = 0; i < 60; i++) assertThat(knock()).isEmpty();
        }
    }

    private Optional<SingleInstance> knock() throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return SingleInstance.claim(directory.resolve("run"), "");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void should_hear_knocks_where_the_path_is_too_long_for_a_socket() throws Exception {
        Path run = Files.createDirectories(directory.resolve("a".repeat(60)).resolve("b".repeat(60)));
        BlockingQueue<String> knocks = new LinkedBlockingQueue<>();
        try (SingleInstance first = SingleInstance.claim(run, "").orElseThrow()) {
            first.onOpenRequest(activation -> knocks.add("knock" + activation));
            for (int i = 0; i < 2; i++) {
                assertThat(SingleInstance.claim(run, "")).isEmpty();
                assertThat(knocks.poll(20, TimeUnit.SECONDS)).isEqualTo("knock");
            }
        }
    }

    @Test
    void should_say_so_where_nobody_can_tell() throws Exception {
        Files.createFile(directory.resolve("run"));
        assertThatThrownBy(this::claim).isInstanceOf(IOException.class);
    }
}
