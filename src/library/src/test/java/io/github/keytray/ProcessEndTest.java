package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.testing.Programs;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Request;
import java.io.BufferedReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that ends, by itself or because it is told to. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProcessEndTest {
    private final EmbeddedProvider provider =
            EmbeddedProvider.builder().rotate(true).start();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void should_revoke_a_sign_in_that_was_not_to_be_kept() throws Exception {
        Process application = application("declined");
        assertThat(application.waitFor()).isZero();
        assertThat(provider.requests(Endpoint.REVOCATION))
                .extracting(Request::parameters)
                .singleElement()
                .satisfies(form -> assertThat(form).containsEntry("token_type_hint", "refresh_token"));
    }

    @Test
    void should_not_wait_long_for_a_provider_that_is_deaf() throws Exception {
        provider.misbehave(Endpoint.REVOCATION, answer -> answer.delay(Duration.ofMinutes(1)));
        Process application = application("declined");
        assertThat(application.waitFor(40, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void should_revoke_nothing_that_is_kept_and_finish_a_refresh_that_has_begun() throws Exception {
        provider.misbehave(Endpoint.TOKEN, answer -> {
            if (answer.request().parameters().containsValue("refresh_token")) answer.delay(Duration.ofSeconds(1));
        });
        Process application = application("kept");
        try (BufferedReader out = application.inputReader()) {
            String first = out.readLine();
            while (provider.requests(Endpoint.TOKEN).size() < 2) TimeUnit.MILLISECONDS.sleep(5);
            // Process.destroy would close its output, too.
            application.toHandle().destroy();
            String second = out.readLine();
            assertThat(second).isNotNull().isNotEqualTo(first);
            assertThat(provider.subject(second)).isEqualTo("sub-alice");
        }
        application.waitFor();
        assertThat(provider.requests(Endpoint.REVOCATION)).isEmpty();
    }

    private Process application(String... args) throws Exception {
        List<String> command = Programs.java(EndingApplication.class, provider.issuer(), String.join(" ", args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
