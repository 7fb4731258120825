package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.KnownUsers;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import java.awt.Window;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Lets the user choose among the users who have signed in before, remove one of them, or sign in as another user.
 */
final class AccountChooser {
    private final @Nullable Window owner;
    private final Account account;
    private final InstantSource clock;
    private final Messages messages;
    private final ErrorMessages wording;

    /**
     * A chooser over a window of the host.
     *
     * @param owner the window it belongs to, or null
     * @param account what the sign-in is for
     * @param keychainName the keychain's name for users
     * @param clock tells which sign-ins have expired
     */
    AccountChooser(@Nullable Window owner, Account account, String keychainName, InstantSource clock) {
        this.owner = owner;
        this.account = account;
        this.clock = clock;
        this.messages = Messages.of(owner);
        this.wording = new ErrorMessages(messages, account, keychainName);
    }

    /**
     * Asks who is signing in. Waits for the answer; an interrupt closes the window.
     *
     * @param known the users to choose from
     * @return the chosen user; empty for another user
     * @throws GrantException.Cancelled when the user closed the window
     * @throws IllegalStateException on the event dispatch thread
     */
    Optional<User> choose(KnownUsers known) throws GrantException, InterruptedException {
        BlockingQueue<Click> clicks = new LinkedBlockingQueue<>();
        AccountPanel panel =
                Edt.call(() -> new AccountPanel(messages, user -> clicks.add(new Click(ChooserAction.REMOVE, user))));
        show(panel, known);
        try (Prompt.OpenPrompt shown = prompt(panel).begin()) {
            shown.answer().whenComplete((option, fault) -> clicks.add(Click.of(option == null ? -1 : option, panel)));
            while (true) {
                Click click = clicks.take();
                switch (click.wish()) {
                    case CONTINUE -> {
                        return user(click, known);
                    }
                    case OTHER -> {
                        return Optional.empty();
                    }
                    case CLOSE -> {
                        Edt.await(shown.answer());
                        throw new GrantException.Cancelled("No account was chosen. Nothing was changed.");
                    }
                    case REMOVE -> {
                        Optional<User> user = user(click, known);
                        if (user.isPresent()) remove(user.get(), known);
                        if (known.users().isEmpty()) return Optional.empty();
                        show(panel, known);
                    }
                }
            }
        }
    }

    private enum ChooserAction {
        CONTINUE,
        OTHER,
        CLOSE,
        REMOVE
    }

    /** @param id the user's {@code sub}; null for none */
    private record Click(ChooserAction wish, @Nullable String id) {
        /** Called on the event dispatch thread, unless no user was chosen. */
        static Click of(int option, AccountPanel panel) {
            if (option == 0) return new Click(ChooserAction.CONTINUE, panel.selected());
            return new Click(option == 1 ? ChooserAction.OTHER : ChooserAction.CLOSE, null);
        }
    }

    /** The user whom a click was about; empty when they were removed, because a key can be pressed twice. */
    private static Optional<User> user(Click click, KnownUsers known) {
        return known.users().stream()
                .map(StoredUser::user)
                .filter(user -> user.id().equals(click.id()))
                .findFirst();
    }

    private void show(AccountPanel panel, KnownUsers known) {
        boolean online = AccountState.isOnline();
        List<AccountList.AccountRow> rows =
                known.users().stream().map(user -> row(user, online)).toList();
        SwingUtilities.invokeLater(() -> panel.show(rows));
    }

    private AccountList.AccountRow row(StoredUser user, boolean online) {
        AccountState state = AccountState.of(user, clock.instant(), online);
        return new AccountList.AccountRow(
                DisplayedUser.of(user), messages.get("choose." + state.name().toLowerCase(Locale.ROOT)));
    }

    private Prompt prompt(AccountPanel panel) {
        return new Prompt(
                        owner,
                        messages,
                        "people",
                        messages.get("choose.title"),
                        messages.get("choose.heading"),
                        List.of(messages.get("choose.text", account.host())),
                        messages.label("choose.continue"),
                        messages.label("choose.other"),
                        messages.label("cancel"))
                .startingWith(() -> panel);
    }

    private void remove(User user, KnownUsers known) throws GrantException, InterruptedException {
        Prompt question = new Prompt(
                owner,
                messages,
                "warning",
                messages.get("remove.title"),
                messages.get("remove.question", user.username()),
                List.of(messages.get("remove.text", account.host())),
                messages.label("remove.yes"),
                messages.label("cancel"));
        if (question.ask() != 0) return;
        try {
            known.remove(user);
        } catch (StoreUnavailable problem) {
            new Prompt(
                            owner,
                            messages,
                            "error",
                            messages.get("remove.title"),
                            messages.get("remove.failed", user.username()),
                            List.of(wording.sentence(problem)),
                            messages.label("ok"))
                    .ask();
        }
    }
}
