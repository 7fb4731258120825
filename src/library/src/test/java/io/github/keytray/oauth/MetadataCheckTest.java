package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetadataCheckTest {
    private static final Duration FOREVER = Duration.ofDays(1);
    private final GrantException noAnswer = new GrantException.Unreachable("No answer", null);
    private static final MetadataCheck.Outcome IGNORED = new MetadataCheck.Outcome() {
        @Override
        public void came(ProviderMetadata fresh) {}

        @Override
        public void failed(GrantException problem) {}
    };

    private final CountDownLatch asked = new CountDownLatch(1);

    private MetadataCheck started(MetadataCheck.Question question, Duration headStart) {
        MetadataCheck check = new MetadataCheck(
                () -> {
                    asked.countDown();
                    return question.ask();
                },
                headStart);
        check.start(() -> {}, IGNORED);
        return check;
    }

    private static ProviderMetadata never() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError();
    }

    @Test
    void should_let_the_browser_start_first() throws Exception {
        try (MetadataCheck check = started(MetadataCheckTest::never, FOREVER)) {
            assertThat(asked.await(200, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void should_ask_by_itself_then() throws Exception {
        try (MetadataCheck check = started(MetadataCheckTest::never, Duration.ofMillis(1))) {
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void should_ask_at_once_when_the_answer_is_waited_for() {
        try (MetadataCheck check = started(
                () -> {
                    throw noAnswer;
                },
                FOREVER)) {
            assertThatThrownBy(check::answer).isSameAs(noAnswer);
        }
    }

    @Test
    void should_end_the_wait_when_it_is_given_up_before() throws Exception {
        MetadataCheck check = started(MetadataCheckTest::never, FOREVER);
        check.close();
        assertThat(answerOf(check)).isNull();
    }

    @Test
    void should_end_the_wait_when_it_is_given_up_meanwhile() throws Exception {
        MetadataCheck check = started(MetadataCheckTest::never, Duration.ZERO);
        asked.await();
        check.close();
        assertThat(answerOf(check)).isNull();
    }

    private static @Nullable ProviderMetadata answerOf(MetadataCheck check) throws Exception {
        FutureTask<@Nullable ProviderMetadata> waiting = new FutureTask<>(check::answer);
        Thread thread = new Thread(waiting);
        thread.setDaemon(true);
        thread.start();
        return waiting.get(30, TimeUnit.SECONDS);
    }
}
