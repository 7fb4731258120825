package io.github.keytray.tray;

import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.preauth.SignIns;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/**
 * Tells the person, once, when a sign-in has ended; of several that have, in one notice.
 *
 * @param open what a click on the notice of several does, on the event dispatch thread
 * @param signInAgain what a click on the notice of one does, on the event dispatch thread
 */
record Announcer(SignIns signIns, Words words, Notifier notifier, Runnable open, Consumer<KeptSignIn> signInAgain)
        implements SignIns.Listener {
    @Override
    public void changed() {}

    @Override
    public void signInNeeded(KeptSignIn signIn) {
        List<KeptSignIn> ended = signIns.all().stream()
                .filter(one -> one.freshness() instanceof SignInAgain)
                .toList();
        if (ended.size() > 1) {
            notifier.show(
                    words.text("notice.title"),
                    words.text("notice.several", ended.size()),
                    words.text("menu.open"),
                    () -> SwingUtilities.invokeLater(open));
            return;
        }
        notifier.show(
                words.text("notice.title"),
                words.text("notice.one", signIn.user().username(), words.application(signIn)),
                words.text("notice.act"),
                () -> SwingUtilities.invokeLater(() -> signInAgain.accept(signIn)));
    }
}
