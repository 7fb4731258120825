package io.github.keytray.tray.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.preauth.JournalEntry.Event;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.tray.TrayFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrayMessagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");

    /** What is said by a sentence of its own in English, by its kind elsewhere. */
    private static final Set<String> BY_KIND = Set.of(
            "explain.offline", "explain.refused", "explain.ended", "explain.locked", "banner.problem", "add.problem");

    /** What has a key of its own in the same window or menu. */
    private static final List<Set<String>> TOGETHER = List.of(
            Set.of(
                    "window.menu",
                    "window.account",
                    "window.signin",
                    "account.refresh",
                    "account.again",
                    "account.default",
                    "account.signout"),
            Set.of(
                    "window.signin",
                    "window.pause",
                    "window.autostart",
                    "window.declined",
                    "window.hide",
                    "window.quit"),
            Set.of("add.provider", "add.issuer", "add.client"));

    private static Properties bundle(String suffix) {
        Properties texts = new Properties();
        try (InputStream in = TrayMessages.class.getResourceAsStream("TrayMessages" + suffix + ".properties")) {
            texts.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
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
                if (BY_KIND.contains(key)) {
                    here.remove("0");
                    there.remove("1");
                }
                assertThat(here).as(key).isEqualTo(there);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "_de", "_fr", "_es", "_it", "_pt", "_ja", "_zh_CN", "_ar"})
        void should_be_written_as_a_message_format_wants_it(String language) {
            Properties texts = bundle(language);
            for (String key : texts.stringPropertyNames()) {
                String shown = new MessageFormat(texts.getProperty(key), Locale.ROOT).format(new Object[] {0, 1, 2});
                assertThat(shown).as(key).doesNotContain("{", "}").isNotBlank();
                assertThat(texts.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "_de", "_fr", "_es", "_it", "_pt", "_ja", "_zh_CN"})
        void should_do_each_thing_in_a_window_by_a_key_of_its_own(String language) {
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

        @ParameterizedTest
        @ValueSource(strings = {"", "_de", "_fr", "_es", "_it", "_pt", "_ja", "_zh_CN", "_ar"})
        void should_say_everything_that_can_happen(String language) {
            assertThat(bundle(language).stringPropertyNames())
                    .containsAll(Stream.of(Event.values())
                            .map(event -> "event." + event.name().toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    @Nested
    class Numbers_and_times {
        private SignInText words(String language) {
            return new SignInText(
                    new TrayMessages(Locale.forLanguageTag(language)),
                    InstantSource.fixed(TrayFixture.NOW),
                    () -> TimeZone.getTimeZone("UTC"));
        }

        @ParameterizedTest
        @CsvSource({
            "en-GB, fresh until Wed 13:40",
            "en-US, fresh until Wed 1:40 PM",
            "de, gültig bis Mi. 13:40",
            "fr, valide jusqu’à mer. 13:40",
            "ja, 水 13:40 まで有効"
        })
        void should_be_as_the_language_writes_them(String language, String expected) {
            // From Java 21 on (CLDR 42) the blank before PM is a narrow one that does not break.
            assertThat(words(language)
                            .state(new Valid(TrayFixture.NOW.plusSeconds(86_400)))
                            .replace('\u202f', ' '))
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "de, 1, Keytray: 1 Anmeldung ist gültig",
            "de, 3, Keytray: 3 Anmeldungen sind gültig",
            "pt-BR, 1, Keytray: 1 sessão válida",
            "ja, 3, Keytray: 3 件のサインインが有効"
        })
        void should_be_in_the_right_number(String language, int count, String expected) {
            assertThat(words(language)
                            .headline(new Overview(
                                    Stream.generate(() -> TrayFixture.ANA)
                                            .limit(count)
                                            .toList(),
                                    null,
                                    false)))
                    .isEqualTo(expected);
        }

        @Test
        void should_stand_in_a_sentence_in_that_language_alone() {
            assertThat(words("de").explanation(TrayFixture.STOCK))
                    .isEqualTo("login.acme.example ist nicht zu erreichen. Nächster Versuch: 13:42.");
            assertThat(TrayFixture.STOCK.state())
                    .isInstanceOfSatisfying(
                            Offline.class,
                            offline -> assertThat(words("en").explanation(TrayFixture.STOCK))
                                    .startsWith(offline.problem()));
        }
    }

    @Test
    void should_be_those_of_the_persons_language_whatever_the_machine_speaks() {
        Locale machine = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(new TrayMessages(Locale.UK).get("cancel")).isEqualTo("Cancel");
            assertThat(new TrayMessages(Locale.forLanguageTag("ar-EG"))
                            .orientation()
                            .isLeftToRight())
                    .isFalse();
        } finally {
            Locale.setDefault(machine);
        }
    }
}
