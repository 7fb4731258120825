package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    /** The buttons that one window has at the same time. */
    private static final List<Set<String>> TOGETHER = List.of(
            Set.of("save.yes", "save.no", "save.never"),
            Set.of("problem.retry", "problem.details", "problem.copy"),
            Set.of("choose.continue", "choose.other", "choose.remove"),
            Set.of("signin.again", "signin.copy", "signin.device"),
            Set.of("same.signout", "same.again", "same.stay"),
            Set.of("device.here", "signin.copy"),
            Set.of("bar.switch", "bar.signout"));

    private static Properties bundle(String suffix) {
        Properties texts = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream("Messages" + suffix + ".properties")) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    @Nested
    class Each_language {
        @ParameterizedTest
        @ValueSource(strings = {"_de", "_fr", "_es", "_it", "_pt", "_ja", "_zh_CN", "_ar"})
        void should_have_every_text_with_the_same_placeholders(String language) {
            Properties english = bundle("");
            Properties other = bundle(language);
            assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
            for (String key : english.stringPropertyNames()) {
                Set<String> here = placeholders(other.getProperty(key));
                Set<String> there = placeholders(english.getProperty(key));
                // What went wrong is said by the sentence itself in English, by its kind elsewhere.
                if (there.equals(Set.of("{1}"))) assertThat(here).as(key).doesNotContain("{1}");
                else assertThat(here).as(key).isEqualTo(there);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "_de", "_fr", "_es", "_it", "_pt", "_ja", "_zh_CN", "_ar"})
        void should_be_written_as_a_message_format_wants_it(String language) {
            Properties texts = bundle(language);
            for (String key : texts.stringPropertyNames()) {
                String shown =
                        new MessageFormat(texts.getProperty(key), Locale.ROOT).format(new Object[] {"0", "1", "2"});
                assertThat(shown).as(key).doesNotContain("{", "}").isNotBlank();
                assertThat(texts.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "_de", "_fr", "_es", "_it", "_pt", "_ja", "_zh_CN"})
        void should_work_each_button_of_a_window_by_a_key_of_its_own(String language) {
            Properties texts = bundle(language);
            TOGETHER.forEach(keys -> assertThat(keys)
                    .extracting(key -> mnemonic(texts.getProperty(key)))
                    .as(keys.toString())
                    .doesNotHaveDuplicates()
                    .allMatch(letter -> letter >= 'A' && letter <= 'Z'));
        }

        private int mnemonic(String text) {
            return Character.toUpperCase(text.charAt(text.indexOf('&') + 1));
        }
    }

    @Test
    void should_be_those_of_the_hosts_language_whatever_the_machine_speaks() {
        Locale machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(new Messages(Locale.UK).get("cancel")).isEqualTo("Cancel");
            assertThat(new Messages(new Locale("pt", "BR")).get("cancel")).isEqualTo("Cancelar");
        } finally {
            Locale.setDefault(machine);
        }
    }

    @Test
    void should_have_the_date_of_a_moment_that_is_not_today() {
        Instant noon = LocalDate.of(2026, 3, 4)
                .atTime(12, 0)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        Messages messages = new Messages(Locale.UK);
        assertThat(messages.time(noon.plus(Duration.ofHours(5)), noon)).isEqualTo("17:00");
        assertThat(messages.time(noon.plus(Duration.ofHours(15)), noon)).isEqualTo("5 Mar 2026, 03:00");
    }
}
