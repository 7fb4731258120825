package io.github.keytray;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored users of one account. Immutable: each change gives a new roster.
 *
 * @param users the stored users; the default user, if there is one, comes first
 * @param hasDefault whether the first of the users is signed in when an application starts
 * @param declined the users who do not want to be asked again whether to stay signed in; none of them is stored
 * @since 0.1
 */
public record Roster(List<StoredUser> users, boolean hasDefault, List<User> declined) {
    /** A roster without users. */
    public static final Roster EMPTY = new Roster(List.of(), false, List.of());

    public Roster {
        users = List.copyOf(users);
        declined = List.copyOf(declined);
        if (hasDefault && users.isEmpty()) throw new IllegalArgumentException("A default user who is not kept");
    }

    /** Whether there is neither a stored nor a declined user. */
    public boolean isEmpty() {
        return users.isEmpty() && declined.isEmpty();
    }

    /** The default user; empty when there is none. */
    public Optional<StoredUser> defaultUser() {
        return hasDefault ? Optional.of(users.get(0)) : Optional.empty();
    }

    /** The user with this {@code sub}; empty when there is none. */
    public Optional<StoredUser> user(String sub) {
        return users.stream().filter(user -> user.user().id().equals(sub)).findFirst();
    }

    /** A roster with this default user; the previous one stays stored. Null deletes the present default user. */
    public Roster withDefault(@Nullable StoredUser user) {
        if (user == null) return hasDefault ? without(users.get(0).user().id()) : this;
        List<StoredUser> changed = new ArrayList<>(users);
        changed.removeIf(other -> isSame(other.user(), user.user()));
        changed.add(0, user);
        return new Roster(changed, true, declinedBut(user.user()));
    }

    /** A roster whose default user is the one with this {@code sub}; unchanged when there is none. */
    public Roster madeDefault(String sub) {
        return user(sub).map(this::withDefault).orElse(this);
    }

    /**
     * A roster with this user, in place of the one with the same {@code sub} or as the last. The default user stays the
     * same.
     */
    public Roster with(StoredUser user) {
        List<StoredUser> changed = new ArrayList<>(users);
        changed.replaceAll(other -> isSame(other.user(), user.user()) ? user : other);
        if (!changed.contains(user)) changed.add(user);
        return new Roster(changed, hasDefault, declinedBut(user.user()));
    }

    /** A roster without the user with this {@code sub}. */
    public Roster without(String sub) {
        List<StoredUser> changed = new ArrayList<>(users);
        changed.removeIf(user -> user.user().id().equals(sub));
        boolean isDefault =
                defaultUser().filter(user -> user.user().id().equals(sub)).isPresent();
        return new Roster(changed, hasDefault && !isDefault, declined);
    }

    /** A roster in which this user is declined or not declined; a stored user is never declined. */
    public Roster withDeclined(User user, boolean isDeclined) {
        List<User> changed = declinedBut(user);
        if (isDeclined && user(user.id()).isEmpty()) changed.add(user);
        return new Roster(users, hasDefault, changed);
    }

    /** Whether the user with this {@code sub} does not want to be asked. */
    public boolean isDeclined(String sub) {
        return declined.stream().anyMatch(user -> user.id().equals(sub));
    }

    private List<User> declinedBut(User user) {
        List<User> changed = new ArrayList<>(declined);
        changed.removeIf(other -> isSame(other, user));
        return changed;
    }

    private static boolean isSame(User one, User other) {
        return one.id().equals(other.id());
    }
}
