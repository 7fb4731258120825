package io.github.keytray.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pages that people see. No script, nothing fetched from elsewhere. */
final class Pages {
    private static final List<Map.Entry<String, String>> SCOPES = List.of(
            Map.entry("openid", "know who you are"),
            Map.entry("profile", "see your name"),
            Map.entry("email", "see your e-mail address"),
            Map.entry("offline_access", "keep you signed in when you are away"));

    private static final String FRAME = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; --ink: #1f2933; --faint: #52606d; --line: #9aa5b1; --page: #f4f5f7;
              --card: #ffffff; --accent: #1c5d99; --alert: #a61b1b; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e4e7eb; --faint: #b0bac5; --line: #616e7c;
              --page: #1a2027; --card: #252d36; --accent: #2f7cc4; --alert: #ff9b9b; } }
            * { box-sizing: border-box; }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
              background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
            main { width: 100%%; max-width: 24rem; padding: 2rem; background: var(--card); border-radius: .75rem;
              box-shadow: 0 1px 4px rgb(0 0 0 / .2); }
            h1 { margin: 0 0 .25rem; font-size: 1.5rem; font-weight: 600; }
            p { margin: 0 0 1.25rem; color: var(--faint); }
            ul { margin: 0 0 1.25rem; padding-left: 1.25rem; }
            label { display: block; margin-bottom: .25rem; font-weight: 600; }
            input { width: 100%%; margin-bottom: 1rem; padding: .6rem .75rem; font: inherit; color: inherit;
              background: transparent; border: 1px solid var(--line); border-radius: .4rem; }
            .buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: .5rem; }
            button { flex: 1; padding: .6rem 1rem; font: inherit; color: inherit; background: transparent;
              border: 1px solid var(--line); border-radius: .4rem; cursor: pointer; }
            button.primary { color: #ffffff; background: var(--accent); border-color: var(--accent); }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
            [role=alert] { color: var(--alert); font-weight: 600; }
            </style>
            </head>
            <body>
            <main>
            %2$s
            </main>
            </body>
            </html>
            """;

    private Pages() {}

    static String login(String action, String ticket, String client, String username, String problem, String hint) {
        String filled = username.isEmpty() ? "" : " value=\"" + escape(username) + "\"";
        return page("Sign in", """
                <h1>Sign in</h1>
                <p>to continue to %s</p>
                %s%s
                <form method="post" action="%s">
                <input type="hidden" name="ticket" value="%s">
                <label for="username">Username</label>
                <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required%s%s>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required%s>
                <div class="buttons">
                <button class="primary" type="submit" name="action" value="login">Sign in</button>
                <button type="submit" name="action" value="cancel" formnovalidate>Cancel</button>
                </div>
                </form>
                """.formatted(
                        escape(client),
                        hint.isEmpty() ? "" : "<p>" + escape(hint) + "</p>",
                        problem.isEmpty() ? "" : "<p role=\"alert\">" + escape(problem) + "</p>",
                        escape(action),
                        escape(ticket),
                        filled,
                        filled.isEmpty() ? " autofocus" : "",
                        filled.isEmpty() ? "" : " autofocus"));
    }

    static String select(String action, String ticket, String client, EndUser person) {
        return choice(
                action,
                ticket,
                "Choose an account",
                "<p>to continue to " + escape(client) + "</p>",
                button("continue", "Continue as " + person.name(), true)
                        + button("other", "Use another account", false));
    }

    static String consent(String action, String ticket, String client, EndUser person, Set<String> scopes) {
        String wishes = SCOPES.stream()
                .filter(scope -> scopes.contains(scope.getKey()))
                .map(scope -> "<li>" + scope.getValue() + "</li>")
                .collect(Collectors.joining("\n"));
        return choice(
                action,
                ticket,
                "Allow " + client + "?",
                "<p>" + escape(person.name()) + ", this application would like to</p>\n<ul>\n" + wishes + "\n</ul>",
                button("allow", "Allow", true) + button("cancel", "Cancel", false));
    }

    static String device(String action, String userCode, String problem) {
        return page("Connect a device", """
                <h1>Connect a device</h1>
                <p>Type the code that your device shows.</p>
                %s
                <form method="post" action="%s">
                <label for="user_code">Code</label>
                <input id="user_code" name="user_code" value="%s" autocomplete="off" spellcheck="false" required autofocus>
                <div class="buttons">
                <button class="primary" type="submit" name="action" value="next">Continue</button>
                </div>
                </form>
                """.formatted(
                        problem.isEmpty() ? "" : "<p role=\"alert\">" + escape(problem) + "</p>",
                        escape(action),
                        escape(userCode)));
    }

    /** An answer that the browser takes to the client in a form (OAuth 2.0 Form Post Response Mode §2). */
    static String formPost(String action, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"" + escape(field.getKey()) + "\" value=\""
                        + escape(field.getValue()) + "\">")
                .collect(Collectors.joining(
                        "\n",
                        "<!DOCTYPE html><title>Submit</title><form method=\"post\" action=\"" + escape(action) + "\">",
                        "</form>"));
    }

    static String message(String title, String text) {
        return page(title, "<h1>" + escape(title) + "</h1>\n<p>" + escape(text) + "</p>");
    }

    private static String choice(String action, String ticket, String title, String text, String buttons) {
        return page(title, """
                <h1>%s</h1>
                %s
                <form method="post" action="%s">
                <input type="hidden" name="ticket" value="%s">
                <div class="buttons">
                %s</div>
                </form>
                """.formatted(escape(title), text, escape(action), escape(ticket), buttons));
    }

    private static String button(String value, String label, boolean primary) {
        return "<button%s type=\"submit\" name=\"action\" value=\"%s\">%s</button>\n"
                .formatted(primary ? " class=\"primary\"" : "", value, escape(label));
    }

    private static String page(String title, String content) {
        return FRAME.formatted(escape(title), content);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
