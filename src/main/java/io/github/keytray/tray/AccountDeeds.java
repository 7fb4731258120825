package io.github.keytray.tray;

import io.github.keytray.preauth.KeptSignIn;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.KeyStroke;
import org.jspecify.annotations.Nullable;

/** What can be done about the chosen sign-in. On the event dispatch thread. */
final class AccountDeeds {
    private final Deed refresh;
    private final Deed signInAgain;
    private final Deed makeDefault;
    private final Deed signOut;
    private @Nullable KeptSignIn chosen;

    AccountDeeds(Words words, Wishes wishes) {
        refresh = deed(words, "account.refresh", KeyEvent.VK_F5, wishes::refresh);
        signInAgain = deed(words, "account.again", 0, wishes::signInAgain);
        makeDefault = deed(words, "account.default", 0, wishes::makeDefault);
        signOut = deed(words, "account.signout", KeyEvent.VK_DELETE, wishes::signOut);
        choose(null);
    }

    private Deed deed(Words words, String name, int key, Consumer<KeptSignIn> work) {
        KeyStroke stroke = key == 0 ? null : KeyStroke.getKeyStroke(key, 0);
        return new Deed(words.text(name), stroke, () -> {
            if (chosen != null) work.accept(chosen);
        });
    }

    /** Null chooses nobody. */
    void choose(@Nullable KeptSignIn signIn) {
        chosen = signIn;
        for (Deed deed : all()) deed.setEnabled(signIn != null);
        makeDefault.setEnabled(signIn != null && !signIn.entry().isDefault());
    }

    List<Deed> all() {
        return List.of(refresh, signInAgain, makeDefault, signOut);
    }

    Deed refresh() {
        return refresh;
    }

    Deed signInAgain() {
        return signInAgain;
    }

    Deed makeDefault() {
        return makeDefault;
    }

    Deed signOut() {
        return signOut;
    }
}
