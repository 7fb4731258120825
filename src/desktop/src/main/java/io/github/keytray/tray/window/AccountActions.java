package io.github.keytray.tray.window;

import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.theme.RunnableAction;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.KeyStroke;
import org.jspecify.annotations.Nullable;

/** What can be done about the chosen sign-in. On the event dispatch thread. */
final class AccountActions {
    private final RunnableAction refresh;
    private final RunnableAction signInAgain;
    private final RunnableAction makeDefault;
    private final RunnableAction signOut;
    private @Nullable StoredSignIn chosen;

    AccountActions(SignInText words, WindowActions windowActions) {
        refresh = action(words, "account.refresh", KeyEvent.VK_F5, windowActions::refresh);
        signInAgain = action(words, "account.again", 0, windowActions::signInAgain);
        makeDefault = action(words, "account.default", 0, windowActions::makeDefault);
        signOut = action(words, "account.signout", KeyEvent.VK_DELETE, windowActions::signOut);
        choose(null);
    }

    private RunnableAction action(SignInText words, String name, int key, Consumer<StoredSignIn> work) {
        KeyStroke stroke = key == 0 ? null : KeyStroke.getKeyStroke(key, 0);
        return new RunnableAction(words.text(name), stroke, () -> {
            if (chosen != null) work.accept(chosen);
        });
    }

    /** With null, no sign-in is selected. */
    void choose(@Nullable StoredSignIn signIn) {
        chosen = signIn;
        for (RunnableAction action : all()) action.setEnabled(signIn != null);
        makeDefault.setEnabled(signIn != null && !signIn.entry().isDefault());
    }

    List<RunnableAction> all() {
        return List.of(refresh, signInAgain, makeDefault, signOut);
    }

    RunnableAction refresh() {
        return refresh;
    }

    RunnableAction signInAgain() {
        return signInAgain;
    }

    RunnableAction makeDefault() {
        return makeDefault;
    }

    RunnableAction signOut() {
        return signOut;
    }
}
