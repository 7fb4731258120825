package io.github.keytray.oauth;

/** What the browser shows when it has come back: calm, self-contained, without a code or a token in it. */
enum AnswerPage {
    SIGNED_IN("You are signed in", "Return to your application. You may close this window.", "#1a7f4b", "✓"),
    DENIED("You are not signed in", "The sign-in was declined. You may close this window.", "#8a6100", "–"),
    FAILED("The sign-in did not succeed", "Your application says why. You may close this window.", "#b3261e", "!");

    private final String title;
    private final String text;
    private final String colour;
    private final String sign;

    AnswerPage(String title, String text, String colour, String sign) {
        this.title = title;
        this.text = text;
        this.colour = colour;
        this.sign = sign;
    }

    String html() {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
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
                  <p>%2$s</p>
                </main>
                """.formatted(title, text, colour, sign);
    }
}
