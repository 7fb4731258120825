package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Rejected;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.StoreUnavailable.Reason;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.GrantException.Untrusted;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMessagesTest {
    private static final Account ACCOUNT = new Account("https://login.acme.example/staff", "orders");

    private static ErrorMessages in(Locale language) {
        return new ErrorMessages(new Messages(language), ACCOUNT, "GNOME Keyring");
    }

    static Stream<GrantException> problems() {
        return Stream.concat(
                Stream.of(Reason.values()).map(reason -> new StoreUnavailable(reason, "Why, and what to do.")),
                Stream.of(
                        new InteractionRequired("Why, and what to do."),
                        new Cancelled("Why, and what to do."),
                        new Unreachable("Why, and what to do.", null),
                        new Rejected("Why, and what to do.", "invalid_scope", null, null, null),
                        new Untrusted("Why, and what to do.")));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void should_be_the_sentence_itself_where_its_language_is_spoken(GrantException problem) {
        assertThat(in(Locale.ENGLISH).sentence(problem)).isEqualTo("Why, and what to do.");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void should_be_by_kind_elsewhere_and_keep_the_sentence_for_support(GrantException problem) {
        ErrorMessages german = in(Locale.GERMAN);
        assertThat(german.sentence(problem)).doesNotContain("Why").endsWith(".");
        assertThat(german.details(problem, Instant.EPOCH)).contains("Why, and what to do.");
    }

    @Test
    void should_tell_support_what_is_known_and_no_secret() {
        Throwable cause = new IOException("code=secret");
        assertThat(in(Locale.ENGLISH)
                        .details(
                                new Rejected("No.", "invalid_client", null, "https://acme.example/help", cause),
                                Instant.EPOCH))
                .contains(
                        "problem: Rejected",
                        "error: invalid_client",
                        "error_uri: https://acme.example/help",
                        "cause: java.io.IOException",
                        "issuer: https://login.acme.example/staff",
                        "time: 1970-01-01T00:00:00Z")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar"})
    void should_give_the_providers_own_reason_in_every_language(String language) {
        String reason = "Maintenance until <b>18:00</b>, {0}";
        ErrorMessages messages = in(Locale.forLanguageTag(language));
        GrantException outage = Unreachable.unavailable("Not at the moment (" + reason + ").", reason);
        assertThat(messages.sentence(outage)).containsOnlyOnce(reason);
        assertThat(messages.sentence(new Rejected("No: " + reason, "access_denied", reason, null, null)))
                .containsOnlyOnce(reason);
    }

    @Test
    void should_offer_another_try_only_where_it_can_help() {
        assertThat(ErrorMessages.isWorthAnotherTry(new Unreachable("", null))).isTrue();
        assertThat(ErrorMessages.isWorthAnotherTry(new StoreUnavailable(Reason.LOCKED, "")))
                .isTrue();
        assertThat(ErrorMessages.isWorthAnotherTry(new StoreUnavailable(Reason.ABSENT, "")))
                .isFalse();
        assertThat(ErrorMessages.isWorthAnotherTry(new Rejected("", "invalid_client", null, null, null)))
                .isFalse();
    }
}
