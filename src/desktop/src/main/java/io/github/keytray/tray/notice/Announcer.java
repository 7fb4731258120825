package io.github.keytray.tray.notice;

import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.SignInText;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the person, once, when a sign-in has ended; of several that have, in one notice, which goes when none of them needs
 * the person any more.
 *
 * @param open what a click on the notice of several does, for any thread
 * @param show what a click on the notice of one does, for any thread
 */
public record Announcer(
        SignIns signIns, SignInText words, Notifier notifier, Runnable open, Consumer<StoredSignIn> show)
        implements SignIns.Listener {
    /** While one is tried once more, it is not known yet, and would not be told again. */
    @Override
    public void changed() {
        boolean isOpen = signIns.all().stream()
                .anyMatch(one -> one.state() instanceof SignInRequired || one.state() instanceof Refreshing);
        if (!isOpen) notifier.withdraw(words.text("notice.title"));
    }

    @Override
    public void signInNeeded(StoredSignIn signIn) {
        List<StoredSignIn> ended = signIns.all().stream()
                .filter(one -> one.state() instanceof SignInRequired)
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
