package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.Roster;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testing.Screen;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.Misbehaviour;
import io.github.keytray.testkit.StandInUser;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.event.KeyEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line that says who is signed in, at a provider of our own. */
class SignedInBarIT extends HostWindowTestBase {
    private final EmbeddedProvider provider = EmbeddedProvider.builder().start();
    private final MemoryUserStore store = new MemoryUserStore();
    private volatile boolean isBroken;
    private volatile Browser person = Browser.of(StandInUser.called("alice")::open);
    private final CompletableFuture<Session> switched = new CompletableFuture<>();
    private SignedInBar bar;

    @BeforeEach
    void signIn() throws Exception {
        SwingSignIn signIn = SwingSignIn.builder()
                .issuer(provider.issuer())
                .clientId("app")
                .owner(host)
                .store(new Breakable())
                .browser(attempt -> person.open(attempt))
                .build();
        CompletableFuture<Session> start = signIn.start();
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        Session session = soon(start);
        bar = Edt.call(() -> {
            SignedInBar created = new SignedInBar(session, switched::complete);
            host.add(created, BorderLayout.PAGE_END);
            host.validate();
            return created;
        });
        says("Signed in as alice");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private void says(String text) {
        Screen.find(bar, JLabel.class, label -> text.equals(label.getText()));
    }

    private void choose(String item) {
        screen.click(bar, "Not you?");
        MenuElement[] menu = Screen.await("the menu", SignedInBarIT::menu);
        screen.click((Container) menu[0].getComponent(), item);
    }

    private static Optional<MenuElement[]> menu() {
        return Optional.of(MenuSelectionManager.defaultManager().getSelectedPath())
                .filter(path -> path.length > 0);
    }

    @Test
    void should_sign_out_after_asking() throws Exception {
        choose("Sign out");
        Dialog dialog = screen.dialog("Sign out");
        screen.click(dialog, "Sign out");
        says("Signed out");
        assertThat(store.getDefaultUser()).isEmpty();
    }

    @Test
    void should_say_that_nobody_could_be_signed_out() throws Exception {
        isBroken = true;
        choose("Sign out");
        screen.click(screen.dialog("Sign out"), "Sign out");
        Dialog dialog = screen.dialog(
                "why",
                found -> Screen.all(found)
                        .anyMatch(part ->
                                part instanceof JTextArea text && "You are not signed out".equals(text.getText())));
        says(dialog, "The keychain is locked.");
        screen.click(dialog, "Close");
        says("Signed in as alice");
        assertThat(store.getDefaultUser()).isPresent();
    }

    @Test
    void should_keep_whoever_is_signed_in_when_they_think_better_of_it() throws Exception {
        choose("Sign out");
        screen.click(screen.dialog("Sign out"), "Cancel");
        says("Signed in as alice");
        assertThat(store.getDefaultUser()).isPresent();
    }

    @Test
    void should_switch_users_and_tell_the_host() throws Exception {
        person = Browser.of(StandInUser.called("bob")::open);
        choose("Switch user");
        screen.click(screen.dialog("Choose an account"), "Use another account");
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        assertThat(soon(switched).user().username()).isEqualTo("bob");
        says("Signed in as bob");
        assertThat(store.users()).hasSize(2);
        assertThat(Optional.of(bar.session())).contains(soon(switched));
    }

    @Test
    void should_let_a_person_who_signed_out_sign_in_again() throws Exception {
        signOutAndInAgain();
    }

    @Test
    void should_let_them_sign_in_again_while_the_provider_is_still_told() throws Exception {
        provider.misbehave(Endpoint.REVOCATION, Misbehaviour.SLOW);
        signOutAndInAgain();
    }

    private void signOutAndInAgain() throws Exception {
        choose("Sign out");
        screen.click(screen.dialog("Sign out"), "Sign out");
        screen.click(bar, "Sign in");
        screen.click(screen.dialog("Stay signed in"), "Stay signed in");
        says("Signed in as alice");
    }

    @Test
    void should_keep_the_focus_of_the_keyboard() throws Exception {
        Edt.run(() -> host.add(new JTextField(), BorderLayout.PAGE_START));
        JButton button = Screen.find(bar, JButton.class, found -> true);
        Edt.run(button::requestFocusInWindow);
        awaitFocus(button);
        screen.press(KeyEvent.VK_SPACE);
        Screen.await("the menu", SignedInBarIT::menu);
        screen.press(KeyEvent.VK_UP);
        screen.press(KeyEvent.VK_ENTER);
        screen.dialog("Sign out");
        screen.press(KeyEvent.VK_ENTER);
        says("Signed out");
        awaitFocus(button);
        screen.press(KeyEvent.VK_SPACE);
        screen.dialog("Stay signed in");
        screen.press(KeyEvent.VK_ENTER);
        says("Signed in as alice");
        awaitFocus(button);
    }

    private static void awaitFocus(Component component) {
        Screen.await("the focus", () -> component.isFocusOwner() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void should_keep_its_button_where_there_is_little_room() throws Exception {
        int right = Edt.call(() -> {
            bar.setSize(bar.getPreferredSize().width * 2 / 3, bar.getPreferredSize().height);
            bar.doLayout();
            JButton button = Screen.all(bar)
                    .filter(JButton.class::isInstance)
                    .map(JButton.class::cast)
                    .findFirst()
                    .orElseThrow();
            return bar.getWidth() - button.getX() - button.getWidth();
        });
        assertThat(right).isNotNegative();
    }

    /** A store that is locked when its time has come. */
    private final class Breakable implements AccountStore {
        @Override
        public Roster roster() {
            return store.roster();
        }

        @Override
        public void change(UnaryOperator<Roster> change) throws GrantException {
            if (isBroken) throw new StoreUnavailable(StoreUnavailable.Reason.LOCKED, "The keychain is locked.");
            store.change(change);
        }

        @Override
        public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
            return store.exclusively(patience, work);
        }

        @Override
        public Optional<Lease> lease(Duration patience) throws InterruptedException {
            return store.lease(patience);
        }
    }
}
