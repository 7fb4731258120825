package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.GrantException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetadataCheckTest {
    private static final MetadataCheck.Outcome IGNORED = new MetadataCheck.Outcome() {
        @Override
        public void came(ProviderMetadata fresh) {}

        @Override
        public void failed(GrantException problem) {}
    };

    /** Whether the browser still has its head start or not. */
    @Test
    @Timeout(60)
    void should_keep_nobody_waiting_when_it_is_given_up() throws Exception {
        MetadataCheck check = new MetadataCheck(() -> {
            new CountDownLatch(1).await();
            throw new AssertionError();
        });
        check.start(() -> {}, IGNORED);
        check.close();
        FutureTask<ProviderMetadata> waiting = new FutureTask<>(check::answer);
        new Thread(waiting).start();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isNull();
    }
}
