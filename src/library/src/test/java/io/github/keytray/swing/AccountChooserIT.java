package io.github.keytray.swing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.KnownUsers;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.testing.Screen;
import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The account chooser, with real clicks and keys. */
class AccountChooserIT extends HostWindowTestBase {
    private static final User BEN = new User("2", "ben");

    private final List<StoredUser> kept = new CopyOnWriteArrayList<>(List.of(ANA, new StoredUser(BEN, null)));
    private boolean locked;

    private final KnownUsers known = new KnownUsers() {
        @Override
        public List<StoredUser> users() {
            return List.copyOf(kept);
        }

        @Override
        public void remove(User user) throws GrantException {
            if (locked) throw new StoreUnavailable(StoreUnavailable.Reason.LOCKED, "The keychain is locked.");
            kept.removeIf(other -> other.user().equals(user));
        }
    };

    private CompletableFuture<Object> choose() {
        return inBackground(() -> {
            try {
                return new AccountChooser(host, ACCOUNT, "GNOME Keyring", InstantSource.system()).choose(known);
            } catch (GrantException.Cancelled cancelled) {
                return cancelled;
            }
        });
    }

    /** The list, once it has the focus. */
    private AccountList list(Dialog dialog) {
        return Screen.find(dialog, AccountList.class, AccountList::isFocusOwner);
    }

    @Test
    void should_take_whoever_is_selected_by_enter() throws Exception {
        CompletableFuture<Object> chosen = choose();
        list(screen.dialog("Choose an account"));
        screen.press(KeyEvent.VK_ENTER);
        assertThat(soon(chosen)).isEqualTo(Optional.of(ANA.user()));
    }

    @Test
    void should_take_whom_the_arrows_chose() throws Exception {
        CompletableFuture<Object> chosen = choose();
        Dialog dialog = screen.dialog("Choose an account");
        list(dialog);
        screen.press(KeyEvent.VK_DOWN);
        screen.click(dialog, "Continue");
        assertThat(soon(chosen)).isEqualTo(Optional.of(BEN));
    }

    @Test
    void should_take_whom_a_double_click_chose() throws Exception {
        CompletableFuture<Object> chosen = choose();
        AccountList list = list(screen.dialog("Choose an account"));
        Rectangle second = Edt.call(() -> list.getCellBounds(1, 1));
        screen.doubleClick(list, second.x + 20, second.y + second.height / 2);
        assertThat(soon(chosen)).isEqualTo(Optional.of(BEN));
    }

    @Test
    void should_leave_it_to_the_browser_for_somebody_else() throws Exception {
        CompletableFuture<Object> chosen = choose();
        screen.dialog("Choose an account");
        screen.press(KeyEvent.VK_ALT, KeyEvent.VK_U);
        assertThat(soon(chosen)).isEqualTo(Optional.empty());
    }

    @Test
    void should_be_cancelled_by_escape() throws Exception {
        CompletableFuture<Object> chosen = choose();
        screen.dialog("Choose an account");
        screen.press(KeyEvent.VK_ESCAPE);
        assertThat(soon(chosen)).isInstanceOf(GrantException.Cancelled.class);
    }

    @Test
    void should_say_what_choosing_will_do() throws Exception {
        CompletableFuture<Object> chosen = choose();
        AccountList list = list(screen.dialog("Choose an account"));
        assertThat(Edt.call(() -> list.getModel().getElementAt(1).toString())).isEqualTo("ben, Has to sign in again");
        screen.press(KeyEvent.VK_ESCAPE);
        soon(chosen);
    }

    @Test
    void should_remove_whom_the_person_wants_removed_after_asking() throws Exception {
        CompletableFuture<Object> chosen = choose();
        Dialog dialog = screen.dialog("Choose an account");
        AccountList list = list(dialog);
        screen.press(KeyEvent.VK_DELETE);
        screen.click(screen.dialog("Remove account"), "Cancel");
        assertThat(kept).hasSize(2);
        screen.click(screen.dialog("Choose an account"), "Remove");
        screen.click(screen.dialog("Remove account"), "Remove");
        Screen.await("a shorter list", () -> list.getModel().getSize() == 1 ? Optional.of(true) : Optional.empty());
        screen.click(screen.dialog("Choose an account"), "Continue");
        assertThat(soon(chosen)).isEqualTo(Optional.of(BEN));
        assertThat(kept).extracting(StoredUser::user).containsExactly(BEN);
    }

    @Test
    void should_say_when_somebody_could_not_be_removed() throws Exception {
        locked = true;
        CompletableFuture<Object> chosen = choose();
        screen.click(screen.dialog("Choose an account"), "Remove");
        screen.click(screen.dialog("Remove account"), "Remove");
        Dialog dialog = screen.dialog("Remove account");
        says(dialog, "ana could not be removed");
        says(dialog, "The keychain is locked.");
        screen.click(dialog, "OK");
        screen.click(screen.dialog("Choose an account"), "Cancel");
        soon(chosen);
    }

    @Test
    void should_leave_it_to_the_browser_when_nobody_is_left() throws Exception {
        kept.remove(1);
        CompletableFuture<Object> chosen = choose();
        screen.click(screen.dialog("Choose an account"), "Remove");
        screen.click(screen.dialog("Remove account"), "Remove");
        assertThat(soon(chosen)).isEqualTo(Optional.empty());
        screen.empty();
    }
}
