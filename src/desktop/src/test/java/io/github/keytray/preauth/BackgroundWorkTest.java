package io.github.keytray.preauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.GrantException.StoreUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackgroundWorkTest {
    /** Of which a person is told: not what was behind it, and not what Java wraps it in. */
    @Test
    void should_fail_with_what_the_work_failed_with() {
        StoreUnavailable problem = new StoreUnavailable(
                StoreUnavailable.Reason.LOCKED, "It is locked.", new IOException("org.freedesktop.Error"));
        CompletableFuture<Integer> work = BackgroundWork.start(Runnable::run, () -> {
            throw problem;
        });
        CompletableFuture<Integer> more = work.thenApply(number -> number + 1);
        assertThat(List.of(work, more))
                .allSatisfy(one -> assertThat(one.handle((done, failure) -> BackgroundWork.cause(failure))
                                .join())
                        .isSameAs(problem));
    }
}
