package io.github.keytray;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A choice among those who are signed in on this machine. Used by one thread at a time. */
final class AccountSelection implements KnownUsers {
    private final List<StoredUser> users;
    private final AccountStore store;
    private final UnsavedSignIn unsaved;

    private AccountSelection(List<StoredUser> users, AccountStore store, UnsavedSignIn unsaved) {
        this.users = users;
        this.store = store;
        this.unsaved = unsaved;
    }

    /** A choice among the users in the store; a user outside the store can be chosen, too. */
    static AccountSelection among(List<StoredUser> stored, AccountStore store, UnsavedSignIn unsaved) {
        List<StoredUser> users = new ArrayList<>(stored);
        List<StoredUser> unstored = unsaved.users();
        users.removeIf(other -> unstored.stream().anyMatch(user -> isSame(user, other.user())));
        users.addAll(0, unstored);
        return new AccountSelection(users, store, unsaved);
    }

    /**
     * Whether the request does not name a user, so that the user may choose.
     *
     * @param known the user whom the request is for unless the choice is open; null for none
     */
    boolean isOpen(TokenRequest request, @Nullable StoredUser known) {
        boolean others = users.size() > (known == null ? 0 : 1);
        boolean wanted = request.isSelectAccount() || (others && !request.isSignIn());
        return wanted && !users.isEmpty() && request.sub().isEmpty();
    }

    @Override
    public List<StoredUser> users() {
        return List.copyOf(users);
    }

    @Override
    public void remove(User user) throws GrantException, InterruptedException {
        store.removeUser(user.id());
        unsaved.forget(user.id());
        users.removeIf(other -> isSame(other, user));
    }

    private static boolean isSame(StoredUser one, User other) {
        return one.user().id().equals(other.id());
    }
}
