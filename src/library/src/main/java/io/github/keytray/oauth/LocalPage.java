package io.github.keytray.oauth;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page that the loopback receiver shows: self-contained, in no frame, with a policy that holds it to that. */
record LocalPage(String html, String policy) {
    private static final String SCRIPT = "document.forms[0].submit()";
    private static final String SHUT =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; ";

    static final LocalPage EMPTY = new LocalPage("", SHUT + "form-action 'none'");

    static LocalPage of(ResultPage page, @Nullable String reason, LoopbackRequest visitor) {
        String html = page.html(visitor.headers().getOrDefault("accept-language", ""));
        // A text from the provider, in any language. It is shown unchanged and as plain text.
        String said = reason == null ? "" : "  <p dir=\"auto\"><q>" + escape(reason) + "</q></p>\n</main>";
        return new LocalPage(said.isEmpty() ? html : html.replace("</main>", said), SHUT + "form-action 'none'");
    }

    /** A form that sends itself: what it holds is in no address, and so in no history and on no command line. */
    static LocalPage posting(URI action, Map<String, String> fields, String title, String button) {
        String inputs = fields.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escape(field.getKey()), escape(field.getValue())))
                .collect(Collectors.joining("\n"));
        String html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <style>body { margin: 0; min-height: 100vh; display: grid; place-items: center;
                  font: 1.1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }
                  button { font: inherit; padding: .5rem 1.5rem }</style>
                <form method="post" action="%2$s">
                %3$s
                <button>%4$s</button>
                </form>
                <script>%5$s</script>
                """.formatted(escape(title), escape(action.toString()), inputs, escape(button), SCRIPT);
        String hash = Base64.getEncoder().encodeToString(Pkce.digest("SHA-256", SCRIPT));
        // No form-action: browsers would hold the provider's own redirects to it.
        return new LocalPage(html, SHUT + "script-src 'sha256-" + hash + "'");
    }

    /** A page that goes on to an address at once, or by a click; nothing in it is secret. */
    static LocalPage leadingTo(URI address, String title, String link) {
        String html = """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="refresh" content="0;url=%2$s">
                <title>%1$s</title>
                <style>body { margin: 0; min-height: 100vh; display: grid; place-items: center;
                  font: 1.1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText }</style>
                <a href="%2$s">%3$s</a>
                """.formatted(escape(title), escape(address.toString()), escape(link));
        return new LocalPage(html, SHUT + "form-action 'none'");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** No content: it may hold a secret. */
    @Override
    public String toString() {
        return "LocalPage[" + html.length() + " characters]";
    }
}
