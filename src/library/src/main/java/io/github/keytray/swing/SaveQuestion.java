package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import java.awt.Window;
import java.time.Instant;
import java.util.List;
import javax.swing.ButtonModel;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JToggleButton;
import org.jspecify.annotations.Nullable;

/** Whether to stay signed in. */
final class SaveQuestion {
    private final Prompt prompt;
    private final ButtonModel never = new JToggleButton.ToggleButtonModel();

    SaveQuestion(@Nullable Window owner, Messages messages, Account account, String keychainName, StoredUser user) {
        DisplayedUser person = DisplayedUser.of(user);
        String where = person.hasName()
                ? messages.get("save.whereas", account.host(), person.username())
                : messages.get("save.where", account.host());
        prompt = new Prompt(
                        owner,
                        messages,
                        "keep",
                        messages.get("save.title"),
                        messages.get("save.question", person.name()),
                        List.of(where, kept(messages, keychainName, user)),
                        messages.label("save.yes"),
                        messages.label("save.no"))
                .with(() -> never(messages));
    }

    /** How long: without a refresh token (RFC 6749 §1.5), until the access token expires. */
    private static String kept(Messages messages, String keychainName, StoredUser user) {
        Token token = user.token();
        Instant end = token == null || token.refreshToken() != null ? null : token.expiresAt();
        return end == null
                ? messages.get("save.kept", keychainName)
                : messages.get("save.until", keychainName, messages.time(end, Instant.now()));
    }

    Prompt prompt() {
        return prompt;
    }

    /** @param option of the prompt */
    SaveAnswer answer(int option) {
        if (option == 0) return SaveAnswer.YES;
        return never.isSelected() && option == 1 ? SaveAnswer.NEVER : SaveAnswer.NO;
    }

    private JComponent never(Messages messages) {
        JCheckBox box = new JCheckBox();
        messages.label("save.never").putOn(box);
        box.setModel(never);
        box.setFont(WrappedText.labelFont());
        box.setOpaque(false);
        return box;
    }
}
