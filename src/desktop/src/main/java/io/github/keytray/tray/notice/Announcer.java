package io.github.keytray.tray.notice;

import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Paused;
import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.SignInText;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tells the person, once, when a sign-in has ended; of several that have, in one notice, which goes when none of them needs
 * the person any more.
 */
public final class Announcer implements SignIns.Listener {
    private final SignIns signIns;
    private final SignInText words;
    private final Notifier notifier;
    private final Runnable open;
    private final Consumer<StoredSignIn> show;
    private final AtomicBoolean isToRemind = new AtomicBoolean();

    /**
     * @param open what a click on the notice of several does, for any thread
     * @param show what a click on the notice of one does, for any thread
     */
    public Announcer(SignIns signIns, SignInText words, Notifier notifier, Runnable open, Consumer<StoredSignIn> show) {
        this.signIns = signIns;
        this.words = words;
        this.notifier = notifier;
        this.open = open;
        this.show = show;
    }

    /** Tells once more which sign-ins have ended by now, as soon as the state of each sign-in is known. */
    public void remind() {
        isToRemind.set(true);
        changed();
    }

    /** Whether the notice is still there, or yet to come. */
    public boolean isOpen() {
        return isToRemind.get() || notifier.isShown(title());
    }

    @Override
    public void changed() {
        List<StoredSignIn> all = signIns.all();
        if (isToRemind.get() && !all.isEmpty() && all.stream().allMatch(one -> isKnown(one.state()))) {
            if (isToRemind.getAndSet(false)) tell(ended(all));
        }
        // While one is tried once more, it is not known yet, and would not be told again.
        boolean isOpen = all.stream()
                .anyMatch(one -> one.state() instanceof SignInRequired || one.state() instanceof Refreshing);
        if (!isOpen) notifier.withdraw(title());
    }

    @Override
    public void signInNeeded(StoredSignIn signIn) {
        isToRemind.set(false);
        tell(ended(signIns.all()));
    }

    /** Whether it is known if the sign-in has ended. */
    private static boolean isKnown(SignInState state) {
        return !(state instanceof Refreshing || state instanceof Paused || state instanceof KeychainLocked);
    }

    private static List<StoredSignIn> ended(List<StoredSignIn> all) {
        return all.stream().filter(one -> one.state() instanceof SignInRequired).toList();
    }

    private void tell(List<StoredSignIn> ended) {
        if (ended.size() > 1) {
            notifier.show(title(), words.text("notice.several", ended.size()), words.text("menu.open"), open);
        } else if (!ended.isEmpty()) {
            StoredSignIn one = ended.get(0);
            notifier.show(
                    title(),
                    words.text("notice.one", one.user().username(), words.application(one)),
                    words.text("notice.act"),
                    () -> show.accept(one));
        }
    }

    private String title() {
        return words.text("notice.title");
    }
}
