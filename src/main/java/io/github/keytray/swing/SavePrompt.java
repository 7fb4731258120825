package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import java.awt.Window;
import java.time.Duration;
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
    /** How soon a click is heard while another application is waited for. */
    private static final Duration GLANCE = Duration.ofMillis(100);

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

    @Override
    public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
        Prompt prompt = new Prompt(
                owner,
                JOptionPane.INFORMATION_MESSAGE,
                messages.get("other.title"),
                messages.get("other.heading"),
                List.of(messages.get("other.text", account.host())),
                List.of(messages.get("here.yes"), messages.get("here.no")));
        try (Prompt.Shown shown = prompt.begin()) {
            while (!other.hasEnded(GLANCE)) {
                if (!shown.answer().isDone()) continue;
                if (Edt.await(shown.answer()) == 0) return false;
                throw new GrantException.Cancelled("The sign-in was cancelled. Nothing was changed.");
            }
            return true;
        }
    }

    @Override
    public boolean shouldWeSignInHere() throws InterruptedException {
        return new Prompt(
                                owner,
                                JOptionPane.QUESTION_MESSAGE,
                                messages.get("other.title"),
                                messages.get("here.question"),
                                List.of(messages.get("here.text")),
                                List.of(messages.get("here.yes"), messages.get("here.no")))
                        .ask()
                == 0;
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
