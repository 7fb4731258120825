package io.github.keytray.tray;

import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.preauth.SignIns;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the person, once, when a sign-in has ended; of several that have, in one notice.
 *
 * @param open what a click on the notice of several does, for any thread
 * @param show what a click on the notice of one does, for any thread
 */
record Announcer(SignIns signIns, Words words, Notifier notifier, Runnable open, Consumer<KeptSignIn> show)
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
                    open);
            return;
        }
        notifier.show(
                words.text("notice.title"),
                words.text("notice.one", signIn.user().username(), words.application(signIn)),
                words.text("notice.act"),
                () -> show.accept(signIn));
    }
}
