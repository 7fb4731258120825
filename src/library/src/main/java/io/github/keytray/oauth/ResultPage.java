package io.github.keytray.oauth;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * What the browser shows when it has come back: calm, self-contained, in the language that the browser asks for, without
 * a code or a token in it.
 */
enum ResultPage {
    SIGNED_IN("#1a7f4b", "✓"),
    DENIED("#8a6100", "–"),
    FAILED("#b3261e", "!"),
    /** An answer to another sign-in than the one that is under way. */
    STRAY("#8a6100", "?"),
    /** The last page of a sign-out at the provider. */
    SIGNED_OUT("#1a7f4b", "✓");

    private static final String BUNDLE = "io.github.keytray.oauth.ResultPage";
    private static final List<Locale> LANGUAGES = Stream.of("en", "de", "fr", "es", "it", "pt", "ja", "zh", "ar")
            .map(Locale::forLanguageTag)
            .toList();

    private final String colour;
    private final String sign;

    ResultPage(String colour, String sign) {
        this.colour = colour;
        this.sign = sign;
    }

    /** @param accepted the languages that the browser accepts ({@code Accept-Language}, RFC 9110 §12.5.4) */
    String html(String accepted) {
        Locale language = language(accepted);
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, language);
        String key = name().toLowerCase(Locale.ROOT);
        return """
                <!doctype html>
                <html lang="%5$s" dir="%6$s">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">
                <title>%1$s</title>
                <style>
                  body { margin: 0; min-height: 100vh; display: grid; place-items: center;
                         font: 1.1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
                  main { padding: 2rem; text-align: center }
                  p.sign { width: 3.5rem; height: 3.5rem; margin: 0 auto; border-radius: 50%%; line-height: 3.5rem;
                         font-size: 1.8rem; color: #fff; background: %3$s }
                  h1 { font-size: 1.5rem; font-weight: 600; margin: 1.2rem 0 .4rem }
                  p { margin: 0 }
                </style>
                <main>
                  <p class="sign" aria-hidden="true">%4$s</p>
                  <h1>%1$s</h1>
                  <p>%2$s %7$s</p>
                </main>
                """.formatted(
                        texts.getString(key + ".title"),
                        texts.getString(key + ".text"),
                        colour,
                        sign,
                        language.toLanguageTag(),
                        language.getLanguage().equals("ar") ? "rtl" : "ltr",
                        texts.getString("close"));
    }

    /** The one of ours that the browser likes best; English where it likes none. */
    private static Locale language(String accepted) {
        try {
            Locale liked = Locale.lookup(LanguageRange.parse(accepted), LANGUAGES);
            return liked == null ? Locale.ENGLISH : liked;
        } catch (IllegalArgumentException nonsense) {
            return Locale.ENGLISH;
        }
    }
}
