package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.BOB;
import static io.github.keytray.Fixtures.locked;
import static io.github.keytray.Fixtures.offline;
import static io.github.keytray.Fixtures.refusal;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.Fixtures.FakeClock;
import io.github.keytray.Fixtures.FakeStore;
import io.github.keytray.Fixtures.ScriptedGrant;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChooseUserTest {
    private static final TokenRequest SILENT = TokenRequest.silent();
    private static final TokenRequest INTERACTIVE = TokenRequest.interactive();
    private static final Duration LONG_PAST_EXPIRY = Duration.ofHours(2);
    private static final User EVE = new User("sub-eve", "eve");

    private final StoredUser ana = new StoredUser(ANA, token("ana"));
    private final StoredUser bob = new StoredUser(BOB, token("bob"));
    private final FakeStore store = new FakeStore();
    private final ScriptedGrant delegate = new ScriptedGrant();
    private final FakeClock clock = new FakeClock();
    private final List<String> told = new ArrayList<>();
    private User signsIn = EVE;
    private SaveAnswer answer = SaveAnswer.YES;
    private AutoLoginWidget chooses = user -> false;

    private final AutoLoginWidget widget = new AutoLoginWidget() {
        @Override
        public boolean shouldWeSave(StoredUser user) {
            throw new AssertionError("Asked in words that leave no never");
        }

        @Override
        public SaveAnswer askToSave(StoredUser user) {
            told.add("save " + user.user().username() + "?");
            return answer;
        }

        @Override
        public Optional<User> chooseUser(KnownUsers known) throws GrantException, InterruptedException {
            told.add("choose "
                    + known.users().stream().map(u -> u.user().username()).toList());
            return chooses.chooseUser(known);
        }
    };

    private final AutoLoginGrant grant =
            new AutoLoginGrant(store, widget, token -> signsIn, delegate, TokenRevoker.NONE, clock, clock::passed);

    {
        store.user = ana;
        store.others = List.of(bob);
    }

    private void choose(User user) {
        chooses = new Chooser(Optional.of(user));
    }

    private record Chooser(Optional<User> choice) implements AutoLoginWidget {
        @Override
        public boolean shouldWeSave(StoredUser user) {
            return false;
        }

        @Override
        public Optional<User> chooseUser(KnownUsers known) {
            return choice;
        }
    }

    @Nested
    class A_choice {
        @Test
        void should_not_be_asked_for_while_the_default_user_can_be_signed_in() throws Exception {
            assertThat(grant.fetchUser(INTERACTIVE)).isEqualTo(ana);
            assertThat(told).isEmpty();
        }

        @Test
        void should_be_asked_for_when_she_cannot() throws Exception {
            store.user = ana.withoutToken();
            choose(BOB);
            assertThat(grant.fetchUser(INTERACTIVE)).isEqualTo(bob);
            assertThat(told).containsExactly("choose [ana, bob]");
            assertThat(delegate.requests).isEmpty();
        }

        @Test
        void should_be_asked_for_when_nobody_is_the_default_user() throws Exception {
            store.user = null;
            choose(BOB);
            assertThat(grant.fetchUser(INTERACTIVE)).isEqualTo(bob);
            assertThat(store.user).as("whom the next start signs in").isEqualTo(bob);
        }

        @Test
        void should_not_be_asked_for_when_there_is_none() throws Exception {
            store.user = ana.withoutToken();
            store.others = List.of();
            signsIn = ANA;
            delegate.then(token("2"));
            grant.fetchUser(INTERACTIVE);
            assertThat(told).isEmpty();
            assertThat(delegate.requests.get(0).loginHint()).contains("ana");
        }

        @Test
        void should_never_be_asked_for_silently_nor_for_a_session_nor_when_a_sign_in_was_asked_for() throws Exception {
            store.user = ana.withoutToken();
            assertThatThrownBy(() -> grant.fetchUser(SILENT)).isInstanceOf(GrantException.InteractionRequired.class);
            signsIn = ANA;
            delegate.then(token("2")).then(token("3"));
            grant.fetchUser(INTERACTIVE.sub(ANA.id()));
            grant.fetchUser(INTERACTIVE.signInAgain());
            assertThat(told).isEmpty();
        }

        @Test
        void should_end_the_sign_in_when_nobody_is_chosen() {
            GrantException cancelled = new GrantException.Cancelled("You closed the window.");
            chooses = new AutoLoginWidget() {
                @Override
                public boolean shouldWeSave(StoredUser user) {
                    return false;
                }

                @Override
                public Optional<User> chooseUser(KnownUsers known) throws GrantException {
                    throw cancelled;
                }
            };
            assertThatThrownBy(() -> grant.fetchUser(INTERACTIVE.selectAccount()))
                    .isSameAs(cancelled);
            assertThat(store.user).isEqualTo(ana);
        }

        @Test
        void should_include_whom_the_person_did_not_want_stored() throws Exception {
            answer = SaveAnswer.NO;
            delegate.then(token("eve"));
            chooses = new Chooser(Optional.empty());
            grant.fetchUser(INTERACTIVE.selectAccount());
            grantIsOf(EVE);
            choose(ANA);
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount())).isEqualTo(ana);
            assertThat(told).containsExactly("choose [ana, bob]", "save eve?", "choose [eve, ana, bob]");
        }

        @Test
        void should_let_people_be_removed() throws Exception {
            chooses = new AutoLoginWidget() {
                @Override
                public boolean shouldWeSave(StoredUser user) {
                    return false;
                }

                @Override
                public Optional<User> chooseUser(KnownUsers known) throws GrantException, InterruptedException {
                    known.remove(ANA);
                    assertThat(known.users()).containsExactly(bob);
                    return Optional.of(BOB);
                }
            };
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount())).isEqualTo(bob);
            assertThat(store.roster().users()).containsExactly(bob);
        }
    }

    @Nested
    class Whoever_is_chosen {
        @Test
        void should_be_renewed_without_a_browser() throws Exception {
            clock.advance(LONG_PAST_EXPIRY);
            choose(BOB);
            delegate.then(refusal("invalid_grant")).then(token("2"));
            assertThat(grant.fetchUser(INTERACTIVE)).isEqualTo(new StoredUser(BOB, token("2")));
            assertThat(delegate.requests).noneMatch(TokenRequest::isInteractive);
            assertThat(store.user).isEqualTo(new StoredUser(BOB, token("2")));
        }

        @Test
        void should_sign_in_by_name_when_that_is_needed() throws Exception {
            store.others = List.of(bob.withoutToken());
            choose(BOB);
            signsIn = BOB;
            delegate.then(token("2"));
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount())).isEqualTo(new StoredUser(BOB, token("2")));
            assertThat(delegate.requests.get(0).loginHint()).contains("bob");
            assertThat(delegate.requests.get(0).isSelectAccount()).isFalse();
            assertThat(told).as("they are known").containsExactly("choose [ana, bob]");
        }

        @Test
        void should_be_who_signs_in() {
            store.others = List.of(bob.withoutToken());
            choose(BOB);
            delegate.then(token("2"));
            assertThatThrownBy(() -> grant.fetchUser(INTERACTIVE.selectAccount()))
                    .isInstanceOf(GrantException.Untrusted.class)
                    .hasMessageContaining("Another person has signed in: eve");
            assertThat(store.user).isEqualTo(ana);
        }

        @Test
        void should_not_be_sent_to_a_browser_that_is_offline() {
            clock.advance(LONG_PAST_EXPIRY);
            choose(BOB);
            delegate.then(offline());
            assertThatThrownBy(() -> grant.fetchUser(INTERACTIVE.selectAccount()))
                    .isInstanceOf(GrantException.Unreachable.class);
        }

        @Test
        void should_be_signed_in_even_where_the_choice_cannot_be_noted() throws Exception {
            choose(BOB);
            store.failsToWrite = locked();
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount())).isEqualTo(bob);
        }

        @Test
        void should_be_left_to_the_provider_when_it_is_somebody_else() throws Exception {
            delegate.then(token("eve"));
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(EVE);
            assertThat(delegate.requests.get(0).isSelectAccount()).isTrue();
            assertThat(store.roster().users()).extracting(StoredUser::user).containsExactly(EVE, ANA, BOB);
        }
    }

    @Nested
    class Never {
        @Test
        void should_be_taken_for_an_answer() throws Exception {
            answer = SaveAnswer.NEVER;
            delegate.then(token("1")).then(token("2"));
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(EVE);
            assertThat(store.declined).containsExactly(EVE);
            Grant nextStart = new AutoLoginGrant(store, widget, token -> EVE, delegate, clock);
            assertThat(nextStart.fetchToken(INTERACTIVE.selectAccount())).isEqualTo(token("2"));
            assertThat(told).containsOnlyOnce("save eve?");
            assertThat(store.roster().users()).doesNotContain(new StoredUser(EVE, token("2")));
        }

        @Test
        void should_not_cost_the_sign_in_where_it_cannot_be_noted() throws Exception {
            answer = SaveAnswer.NEVER;
            store.failsToWrite = locked();
            delegate.then(token("1"));
            assertThat(grant.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(EVE);
        }
    }

    @Nested
    class Signing_out {
        @Test
        void should_be_about_the_default_user_unless_it_names_another() throws Exception {
            assertThat(grant.forget(BOB)).contains(bob);
            assertThat(store.roster().users()).containsExactly(ana);
            store.others = List.of(bob);
            assertThat(grant.forget()).contains(ana);
            assertThat(store.roster().users()).containsExactly(bob);
            assertThatThrownBy(() -> grant.fetchToken(SILENT)).isInstanceOf(GrantException.InteractionRequired.class);
        }

        @Test
        void should_leave_the_session_of_another_alone() throws Exception {
            grant.forget(BOB);
            assertThat(grant.fetchUser(SILENT.sub(ANA.id()))).isEqualTo(ana);
        }
    }

    private void grantIsOf(User user) throws Exception {
        assertThat(grant.fetchUser(SILENT).user()).isEqualTo(user);
    }

    @Nested
    class Another_account_at_a_provider_that_brings_the_same {
        private final Deque<User> sessions = new ArrayDeque<>();
        private final List<Boolean> tries = new ArrayList<>();

        private final AutoLoginWidget another = new AutoLoginWidget() {
            @Override
            public boolean shouldWeSave(StoredUser user) {
                return false;
            }

            @Override
            public boolean shouldWeTryAnotherAccount(StoredUser same) {
                assertThat(store.held).as("a lock held while the person thinks").isFalse();
                told.add(same.user().username() + " again?");
                return tries.remove(0);
            }
        };

        private final AutoLoginGrant stubborn = new AutoLoginGrant(
                store, another, token -> sessions.remove(), delegate, TokenRevoker.NONE, clock, clock::passed);

        private void bring(User... people) {
            sessions.addAll(List.of(people));
            for (User person : people) delegate.then(token(person.username()));
        }

        @Test
        void should_be_asked_for_by_another_sign_in() throws Exception {
            bring(ANA, EVE);
            assertThat(stubborn.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(EVE);
            assertThat(delegate.requests)
                    .extracting(TokenRequest::isReauthenticate)
                    .containsExactly(false, true);
            assertThat(told).isEmpty();
        }

        @Test
        void should_be_tried_again_as_often_as_the_person_wants() throws Exception {
            bring(ANA, ANA, BOB, EVE);
            tries.addAll(List.of(true, true));
            assertThat(stubborn.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(EVE);
            assertThat(told).containsExactly("ana again?", "bob again?");
        }

        @Test
        void should_be_the_same_after_all_when_the_person_stays() throws Exception {
            bring(ANA, ANA);
            tries.add(false);
            assertThat(stubborn.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(ANA);
            assertThat(told).containsExactly("ana again?");
        }

        @Test
        void should_not_be_asked_for_twice_where_the_provider_brings_another() throws Exception {
            bring(EVE);
            assertThat(stubborn.fetchUser(INTERACTIVE.selectAccount()).user()).isEqualTo(EVE);
            assertThat(delegate.requests).hasSize(1);
        }
    }
}
