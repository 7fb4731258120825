package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultPageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    de-AT,de;q=0.9,en;q=0.8   | de | Sie sind angemeldet
                    sv, pt-BR;q=0.5, en;q=0.1 | pt | Sessão iniciada
                    zh-CN                     | zh | 您已登录
                    sv                        | en | You are signed in
                    *                         | en | You are signed in
                    nonsense;;;q=             | en | You are signed in
                    ''                        | en | You are signed in
                    """)
    void should_be_in_the_language_that_the_browser_likes_best(String accepted, String language, String title) {
        assertThat(ResultPage.SIGNED_IN.html(accepted))
                .contains("<html lang=\"" + language + "\" dir=\"ltr\">", "<h1>" + title + "</h1>");
    }

    @Test
    void should_run_from_right_to_left_in_arabic() {
        assertThat(ResultPage.DENIED.html("ar-EG")).contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @ParameterizedTest
    @EnumSource
    void should_need_nothing_from_elsewhere(ResultPage page) {
        assertThat(page.html("en")).doesNotContain("http", "//", "src=", "url(", "<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es", "it", "pt", "ja", "zh", "ar"})
    void should_have_every_text_in_each_language(String language) {
        ResourceBundle english = bundle("en");
        ResourceBundle other = bundle(language);
        assertThat(other.keySet()).isEqualTo(english.keySet());
        for (String key : english.keySet()) {
            assertThat(other.getString(key)).as(key).isNotBlank().isNotEqualTo(english.getString(key));
        }
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle("io.github.keytray.oauth.ResultPage", Locale.forLanguageTag(language));
    }
}
