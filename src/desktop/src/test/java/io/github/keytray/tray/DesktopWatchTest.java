package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DesktopWatchTest {
    private static final long SOON_SECONDS = 20;
    /** Many times as long as it takes to look again. */
    private static final Duration LONG = Duration.ofMillis(300);

    private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();
    private volatile boolean isMissing;
    private volatile boolean fails;

    private boolean look() {
        looks.add("looked");
        if (fails) throw new IllegalStateException("on purpose");
        return isMissing;
    }

    private String next() throws InterruptedException {
        return looks.poll(SOON_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void should_look_once_where_nothing_is_missing() throws Exception {
        try (DesktopWatch watch = new DesktopWatch(this::look, 10, 0)) {
            watch.look();
            assertThat(next()).isEqualTo("looked");

            assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();
            watch.look();
            assertThat(next()).isEqualTo("looked");
        }
    }

    @Test
    void should_look_again_by_itself_while_something_is_missing() throws Exception {
        isMissing = true;
        try (DesktopWatch watch = new DesktopWatch(this::look, 10, 0)) {
            watch.look();
            for (int i = 0; i < 5; i++) assertThat(next()).isEqualTo("looked");
        }
    }

    @Test
    void should_not_go_on_for_ever_where_there_is_no_panel() throws Exception {
        isMissing = true;
        try (DesktopWatch watch = new DesktopWatch(this::look, 1, 0)) {
            watch.look();
            for (int i = 0; i < 24; i++) assertThat(next()).isEqualTo("looked");
            assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();

            watch.look();
            assertThat(next()).isEqualTo("looked");
        }
    }

    @Test
    void should_give_the_desktop_time_at_first() throws Exception {
        try (DesktopWatch watch = new DesktopWatch(this::look, 60_000, 0)) {
            watch.lookSoon();
            watch.look();
            assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void should_be_quiet_at_the_end() throws Exception {
        DesktopWatch watch = new DesktopWatch(this::look, 10, 0);
        watch.lookSoon();
        watch.close();
        watch.look();
        assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void should_look_again_for_two_minutes_where_something_else_was_lost() throws Exception {
        isMissing = true;
        try (DesktopWatch watch = new DesktopWatch(this::look, 1, 0)) {
            for (int loss = 0; loss < 2; loss++) {
                watch.lookSoon();
                for (int i = 0; i < 24; i++) assertThat(next()).isEqualTo("looked");
                assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();
            }
        }
    }

    @Test
    void should_not_look_each_time_that_the_tray_wakes_up() throws Exception {
        try (DesktopWatch watch = new DesktopWatch(this::look, 1, TimeUnit.MINUTES.toNanos(1))) {
            watch.look();
            assertThat(next()).isEqualTo("looked");
            watch.look();
            assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void should_go_on_after_a_look_that_failed() throws Exception {
        fails = true;
        try (DesktopWatch watch = new DesktopWatch(this::look, 1, 0)) {
            watch.look();
            assertThat(next()).isEqualTo("looked");
            assertThat(looks.poll(LONG.toMillis(), TimeUnit.MILLISECONDS)).isNull();
            watch.look();
            assertThat(next()).isEqualTo("looked");
        }
    }
}
