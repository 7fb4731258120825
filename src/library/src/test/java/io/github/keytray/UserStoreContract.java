package io.github.keytray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store of a default user does, in memory or in a keychain. */
public interface UserStoreContract {
    Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    Duration PATIENCE = Duration.ofSeconds(20);

    /** A store with nothing in it. */
    AccountStore store() throws Exception;

    static StoredUser user(String name) {
        Token token = new Token(
                "access " + name,
                "Bearer",
                "refresh/" + name + "+=\"",
                "h.p.s-" + name,
                Set.of("openid", "orders.read"),
                Set.of("openid", "offline_access"),
                NOW,
                NOW.plusSeconds(300));
        return new StoredUser(new User("sub-" + name, name), token);
    }

    @Test
    default void should_hold_nobody_at_first() throws Exception {
        assertThat(store().getDefaultUser()).isEmpty();
    }

    @Test
    default void should_give_back_what_it_was_given() throws Exception {
        AccountStore store = store();
        store.putDefaultUser(user("ana"));
        assertThat(store.getDefaultUser()).contains(user("ana"));
        store.putDefaultUser(user("bob"));
        assertThat(store.getDefaultUser()).contains(user("bob"));
    }

    @Test
    default void should_keep_people_known_without_a_token_and_tokens_with_little_in_them() throws Exception {
        AccountStore store = store();
        store.putDefaultUser(user("ana").withoutToken());
        assertThat(store.getDefaultUser()).contains(user("ana").withoutToken());
        StoredUser bare =
                new StoredUser(new User("1", "b"), new Token("a", "Bearer", null, null, Set.of(), Set.of(), NOW, null));
        store.putDefaultUser(bare);
        assertThat(store.getDefaultUser()).contains(bare);
    }

    @Test
    default void should_keep_names_of_every_script_and_tokens_of_any_printable_kind() throws Exception {
        AccountStore store = store();
        StoredUser user = new StoredUser(
                new User("sub|é", "Ánä 李 \uD83D\uDD11 \" \\ '"),
                user("x\n~\u007f").token());
        store.putDefaultUser(user);
        assertThat(store.getDefaultUser()).contains(user);
    }

    @Test
    default void should_delete_when_given_null() throws Exception {
        AccountStore store = store();
        store.putDefaultUser(user("ana"));
        store.putDefaultUser(null);
        assertThat(store.getDefaultUser()).isEmpty();
        store.putDefaultUser(null);
        assertThat(store.getDefaultUser()).isEmpty();
    }

    @Test
    default void should_keep_whoever_was_the_default_user_before() throws Exception {
        AccountStore store = store();
        store.putDefaultUser(user("ana"));
        store.putDefaultUser(user("bob"));
        assertThat(store.users()).containsExactly(user("bob"), user("ana"));
        assertThat(store.getUser("sub-ana")).contains(user("ana"));
        store.putDefaultUser(null);
        assertThat(store.getDefaultUser()).isEmpty();
        assertThat(store.users()).containsExactly(user("ana"));
    }

    @Test
    default void should_renew_and_remove_a_user_without_a_word_about_the_default_one() throws Exception {
        AccountStore store = store();
        store.putUser(user("bob"));
        assertThat(store.getDefaultUser()).isEmpty();
        store.putDefaultUser(user("ana"));
        store.putUser(user("bob").withoutToken());
        assertThat(store.users()).containsExactly(user("ana"), user("bob").withoutToken());
        store.removeUser("sub-bob");
        assertThat(store.users()).containsExactly(user("ana"));
        store.removeUser("sub-ana");
        assertThat(store.getDefaultUser()).isEmpty();
    }

    @Test
    default void should_remember_for_whom_not_to_ask_until_they_are_kept() throws Exception {
        AccountStore store = store();
        User bob = user("bob").user();
        store.setDeclined(bob, true);
        assertThat(store.declined()).containsExactly(bob);
        assertThat(store.users()).isEmpty();
        store.putDefaultUser(user("bob"));
        assertThat(store.declined()).isEmpty();
        store.setDeclined(bob, true);
        assertThat(store.declined()).as("those who are kept").isEmpty();
    }

    @Test
    default void should_let_one_work_at_a_time() throws Exception {
        AccountStore store = store();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> {
            try {
                return store.exclusively(PATIENCE, () -> {
                    working.countDown();
                    return enough.await(20, TimeUnit.SECONDS);
                });
            } catch (GrantException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> store.exclusively(Duration.ofMillis(50), () -> "too soon"))
                .isInstanceOfSatisfying(
                        GrantException.StoreUnavailable.class,
                        busy -> assertThat(busy.reason()).isEqualTo(GrantException.StoreUnavailable.Reason.BUSY));
        enough.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.exclusively(PATIENCE, () -> "at last")).isEqualTo("at last");
    }

    @Test
    default void should_be_free_again_after_work_that_failed() throws Exception {
        AccountStore store = store();
        GrantException failure = new GrantException.Cancelled("no");
        assertThatThrownBy(() -> store.exclusively(PATIENCE, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(store.exclusively(PATIENCE, () -> "free")).isEqualTo("free");
    }
}
