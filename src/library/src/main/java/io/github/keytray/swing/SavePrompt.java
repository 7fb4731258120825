package io.github.keytray.swing;

import io.github.keytray.Account;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.KnownUsers;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.oauth.Logout;
import java.awt.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
 * <p>The methods of {@link AutoLoginWidget} are called on a worker thread and wait for the user; an interrupt closes
 * the prompt.
 *
 * @since 0.1
 */
public final class SavePrompt implements AutoLoginWidget {
    /** How soon a click is heard while another application is waited for. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    /** How often a panel in the host's window is looked for, and how often it may be nowhere before a dialog asks. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final int MISSED_LOOKS = 6;

    /** How long the person has for a question while other applications wait for their turn to sign in. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final @Nullable Window owner;
    private final Account account;
    private final Supplier<String> keychainName;
    private final @Nullable Consumer<? super SavePanel> place;
    private final InstantSource clock;
    private final @Nullable Logout logout;
    private final Duration patience;

    /**
     * A prompt over a window of the host.
     *
     * @param owner the window it belongs to, or null
     * @param account what the sign-in is for
     * @param keychainName the keychain's name for users
     */
    public SavePrompt(@Nullable Window owner, Account account, String keychainName) {
        this(owner, account, keychainName, null, InstantSource.system());
    }

    /**
     * @param place puts the question into a window of the host's own, on the event dispatch thread; null for a dialog
     */
    SavePrompt(
            @Nullable Window owner,
            Account account,
            String keychainName,
            @Nullable Consumer<? super SavePanel> place,
            InstantSource clock) {
        this(owner, account, keychainName, place, clock, PATIENCE);
    }

    SavePrompt(
            @Nullable Window owner,
            Account account,
            String keychainName,
            @Nullable Consumer<? super SavePanel> place,
            InstantSource clock,
            Duration patience) {
        this(owner, account, () -> keychainName, place, clock, patience, null);
    }

    /**
     * @param keychainName gives the keychain's name for users: a guess until the keychain was asked for the sign-ins, which
     *     is after this object is made and before a window shows
     * @param patience how long a question may stay unanswered
     * @param logout signs the person out at the provider; null where that is left to them
     */
    SavePrompt(
            @Nullable Window owner,
            Account account,
            Supplier<String> keychainName,
            @Nullable Consumer<? super SavePanel> place,
            InstantSource clock,
            Duration patience,
            @Nullable Logout logout) {
        this.owner = owner;
        this.account = account;
        this.keychainName = keychainName;
        this.place = place;
        this.clock = clock;
        this.logout = logout;
        this.patience = patience;
    }

    /**
     * Asks in one call, on the event dispatch thread, in the manner of {@link JOptionPane#showConfirmDialog}.
     *
     * @return the user's answer; NO when they close the window
     */
    public static SaveAnswer showConfirmDialog(
            @Nullable Window owner, Account account, String keychainName, StoredUser user) {
        SaveQuestion question = new SavePrompt(owner, account, keychainName).question(user);
        return question.answer(question.prompt().show());
    }

    /**
     * A window that says what to do while the keychain asks in one of its own, with Cancel: for {@code
     * Keychain.system().guidedBy(SavePrompt.keychainGuide(frame))}.
     *
     * @param owner the window it belongs to, or null
     */
    public static BiFunction<String, Runnable, Runnable> keychainGuide(@Nullable Window owner) {
        return new KeychainGuide(owner);
    }

    @Override
    public boolean shouldWeSave(StoredUser user) throws InterruptedException {
        return askToSave(user) == SaveAnswer.YES;
    }

    @Override
    public SaveAnswer askToSave(StoredUser user) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        SaveQuestion question = question(user);
        try {
            Optional<SaveAnswer> inside =
                    place == null ? Optional.empty() : askInside(new HostedSavePanel(question, place), deadline);
            return inside.isPresent()
                    ? inside.get()
                    : question.answer(question.prompt().ask(left(deadline)));
        } catch (TimeoutException noAnswer) {
            return SaveAnswer.NO;
        }
    }

    /** Asks in the host's window; empty where the question is not there any more, or never was. */
    private static Optional<SaveAnswer> askInside(HostedSavePanel visit, long deadline)
            throws InterruptedException, TimeoutException {
        try (visit) {
            SavePanel panel = visit.begin();
            int missed = 0;
            while (missed < MISSED_LOOKS) {
                try {
                    return Optional.of(Edt.await(panel.answer(), LOOK));
                } catch (TimeoutException noAnswerYet) {
                    if (left(deadline).isZero()) throw noAnswerYet;
                }
                missed = Edt.call(panel::isDisplayable) ? 0 : missed + 1;
            }
            return Optional.empty();
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public Optional<User> chooseUser(KnownUsers known) throws GrantException, InterruptedException {
        return new AccountChooser(owner, account, keychainName.get(), clock).choose(known);
    }

    @Override
    public boolean shouldWeSignInUnsaved(GrantException.StoreUnavailable problem) throws InterruptedException {
        List<String> lines = List.of(wording().sentence(problem), messages().get("unsaved.consequence"));
        return prompt("warning", "unsaved.title", "unsaved.question", lines, "unsaved.yes", "cancel")
                        .ask()
                == 0;
    }

    @Override
    public void couldNotSave(StoredUser user, GrantException.StoreUnavailable problem) throws InterruptedException {
        try {
            prompt(
                            "warning",
                            "notsaved.title",
                            "notsaved.heading",
                            List.of(wording().sentence(problem)),
                            "ok")
                    .ask(patience);
        } catch (TimeoutException noAnswer) {
            // The sign-in goes on as if it had been read.
        }
    }

    @Override
    public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
        List<String> lines = List.of(messages().get("other.text", account.host()));
        Prompt prompt = prompt("browser", "other.title", "other.heading", lines, "here.yes", "cancel");
        try (Prompt.OpenPrompt shown = prompt.begin()) {
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
        List<String> lines = List.of(messages().get("here.text"));
        try {
            return prompt("browser", "other.title", "here.question", lines, "here.yes", "cancel")
                            .ask(patience)
                    == 0;
        } catch (TimeoutException noAnswer) {
            return false;
        }
    }

    @Override
    public boolean shouldWeTryAnotherAccount(StoredUser same) throws InterruptedException {
        return new SameAccountPrompt(owner, messages(), account, logout).isToBeTriedAgain(same);
    }

    /**
     * Says why there is no session.
     *
     * @return true when the person wants to try again
     */
    boolean tell(GrantException problem) throws InterruptedException {
        List<String> lines = List.of(wording().sentence(problem));
        String details = wording().details(problem, clock.instant());
        boolean again = ErrorMessages.isWorthAnotherTry(problem);
        Prompt prompt = again
                ? prompt("error", "problem.title", "problem.heading", lines, "problem.retry", "problem.close")
                : prompt("error", "problem.title", "problem.heading", lines, "problem.close");
        return prompt.with(() -> new DetailsPanel(messages(), details)).ask() == 0 && again;
    }

    /** Says that a sign-in failed by a fault of the application, its libraries, or Keytray. */
    void tell(Throwable fault) throws InterruptedException {
        List<String> lines = List.of(wording().sentence(fault));
        String details = wording().details(fault, clock.instant());
        prompt("error", "problem.title", "problem.heading", lines, "problem.close")
                .with(() -> new DetailsPanel(messages(), details))
                .ask();
    }

    /** Says that a user could not be signed out. */
    void tellNotSignedOut(Throwable problem) throws InterruptedException {
        List<String> lines = List.of(wording().sentence(problem));
        String details = wording().details(problem, clock.instant());
        prompt("error", "out.title", "out.failed", lines, "problem.close")
                .with(() -> new DetailsPanel(messages(), details))
                .ask();
    }

    private SaveQuestion question(StoredUser user) {
        return new SaveQuestion(owner, messages(), account, keychainName.get(), user);
    }

    private ErrorMessages wording() {
        return new ErrorMessages(messages(), account, keychainName.get());
    }

    /** Read when there is something to say: most sign-ins are silent. */
    private Messages messages() {
        return Messages.of(owner);
    }

    private Prompt prompt(String icon, String title, String heading, List<String> lines, String... options) {
        Messages messages = messages();
        return new Prompt(
                owner,
                messages,
                icon,
                messages.get(title),
                messages.get(heading),
                lines,
                Stream.of(options).map(messages::label).toArray(Messages.ButtonLabel[]::new));
    }
}
