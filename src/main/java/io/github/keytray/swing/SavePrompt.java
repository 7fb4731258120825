package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import java.awt.Window;
import java.util.List;
import javax.swing.JOptionPane;
import org.jspecify.annotations.Nullable;

/**
 * Asks, as a {@link JOptionPane} does, whether to stay signed in. Escape means no.
 *
 * <pre>{@code
 * AutoLoginWidget widget = new SavePrompt(frame, account, Keychain.system().name());
 * Grant grant = new AutoLoginGrant(store, widget, fetcher, delegate, InstantSource.system());
 * }</pre>
 *
 * <p>The methods of {@link AutoLoginWidget} are called by a worker, and wait for the person; an interrupt takes the
 * prompt away.
 */
public final class SavePrompt implements AutoLoginWidget {
    private final @Nullable Window owner;
    private final Account account;
    private final String keychainName;
    private final Messages messages;

    /**
     * A prompt over a window of the host.
     *
     * @param owner the window it belongs to, or null
     * @param account what the sign-in is for
     * @param keychainName where it will be kept, as people call it
     */
    public SavePrompt(@Nullable Window owner, Account account, String keychainName) {
        this.owner = owner;
        this.account = account;
        this.keychainName = keychainName;
        this.messages = new Messages(Prompt.locale(owner));
    }

    /**
     * Asks in one call, on the event dispatch thread, in the manner of {@link JOptionPane#showConfirmDialog}.
     *
     * @return true to keep the sign-in
     */
    public static boolean showConfirmDialog(
            @Nullable Window owner, Account account, String keychainName, StoredUser user) {
        return new SavePrompt(owner, account, keychainName).question(user).show() == 0;
    }

    @Override
    public boolean shouldWeSave(StoredUser user) throws InterruptedException {
        return question(user).ask() == 0;
    }

    @Override
    public boolean shouldWeSignInUnsaved(GrantException.StoreUnavailable problem) throws InterruptedException {
        return new Prompt(
                                owner,
                                JOptionPane.WARNING_MESSAGE,
                                messages.get("unsaved.title"),
                                messages.get("unsaved.question"),
                                List.of(problem.getMessage(), messages.get("unsaved.consequence")),
                                List.of(messages.get("unsaved.yes"), messages.get("unsaved.no")))
                        .ask()
                == 0;
    }

    @Override
    public void couldNotSave(StoredUser user, GrantException.StoreUnavailable problem) throws InterruptedException {
        new Prompt(
                        owner,
                        JOptionPane.WARNING_MESSAGE,
                        messages.get("notsaved.title"),
                        messages.get("notsaved.heading"),
                        List.of(problem.getMessage()),
                        List.of(messages.get("ok")))
                .ask();
    }

    /** Says why there is no session. */
    void tell(GrantException problem) throws InterruptedException {
        new Prompt(
                        owner,
                        JOptionPane.ERROR_MESSAGE,
                        messages.get("problem.title"),
                        messages.get("problem.heading"),
                        List.of(problem.getMessage()),
                        List.of(messages.get("ok")))
                .ask();
    }

    private Prompt question(StoredUser user) {
        return new Prompt(
                owner,
                JOptionPane.QUESTION_MESSAGE,
                messages.get("save.title"),
                messages.get("save.question", user.user().username()),
                List.of(messages.get("save.where", account.host()) + " " + messages.get("save.kept", keychainName)),
                List.of(messages.get("save.yes"), messages.get("save.no")));
    }
}
