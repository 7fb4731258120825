package io.github.keytray.cli;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Authorization;
import io.github.keytray.oauth.Browser;

/**
 * Opens the browser for a person at a terminal, and prints the link: a launcher may end well and show nothing. Where Ctrl-C
 * is the way to cancel, that is said.
 *
 * @param opens whether a browser is opened at all
 */
record TerminalBrowser(Browser browser, Terminal terminal, boolean opens) implements Browser {
    @Override
    public Handle open(Authorization attempt) throws GrantException, InterruptedException {
        if (!opens) {
            terminal.say("Open this link in a browser on this computer. Ctrl-C cancels.");
            terminal.say(attempt.uri().toString());
            return () -> {};
        }
        Handle visit = browser.open(attempt);
        terminal.say("Continue in your browser. Ctrl-C cancels.");
        if (terminal.isThere()) {
            terminal.say("If no page has opened, open this link in a browser on this computer:");
            terminal.say(attempt.uri().toString());
        }
        return visit;
    }

    /** The same browser, which gives the person the link where it does not open. */
    static Browser orLink(Browser browser, Terminal terminal) {
        return attempt -> {
            try {
                return browser.open(attempt);
            } catch (GrantException noBrowser) {
                terminal.say("No browser could be opened. Open this link in a browser on this computer:");
                terminal.say(attempt.uri().toString());
                return () -> {};
            }
        };
    }
}
