package io.github.keytray;

import static io.github.keytray.Fixtures.ANA;
import static io.github.keytray.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.Fixtures.FakeClock;
import io.github.keytray.Fixtures.FakeStore;
import io.github.keytray.Fixtures.ScriptedGrant;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A grant over a fake store, and a person whose answers a test sets. */
abstract class AutoLoginTestBase {
    static final TokenRequest SILENT = TokenRequest.silent();
    static final TokenRequest INTERACTIVE = TokenRequest.interactive();
    static final Duration LONG_PAST_EXPIRY = Duration.ofHours(2);

    final FakeStore store = new FakeStore();
    final ScriptedGrant delegate = new ScriptedGrant();
    final FakeClock clock = new FakeClock();
    final List<String> told = new ArrayList<>();
    final List<Token> asked = new ArrayList<>();
    final BlockingQueue<String> revoked = new LinkedBlockingQueue<>();
    User signsIn = ANA;

    @Nullable
    GrantException providerSays;

    boolean save = true;
    boolean goOnUnsaved;
    boolean impatient;
    boolean signInHere;

    final AutoLoginWidget widget = new AutoLoginWidget() {
        @Override
        public boolean shouldWeSave(StoredUser user) {
            assertThat(store.held).as("a lock held while the person thinks").isFalse();
            told.add("save " + user.user().username() + "?");
            return save;
        }

        @Override
        public boolean shouldWeSignInUnsaved(StoreUnavailable problem) {
            told.add("unsaved, " + problem.reason() + "?");
            return goOnUnsaved;
        }

        @Override
        public void couldNotSave(StoredUser user, StoreUnavailable problem) {
            assertThat(store.held).as("a lock held while the person reads").isFalse();
            told.add("not saved, " + problem.reason());
        }

        @Override
        public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
            told.add("another application signs in");
            return !impatient && other.hasEnded(Duration.ofSeconds(1));
        }

        @Override
        public boolean shouldWeSignInHere() {
            told.add("sign in here?");
            return signInHere;
        }
    };

    final AutoLoginGrant grant = new AutoLoginGrant(
            store,
            widget,
            token -> {
                asked.add(token);
                if (providerSays != null) throw providerSays;
                return signsIn;
            },
            delegate,
            (token, kept) -> revoked.add(token.accessToken()),
            clock,
            clock::passed);

    /** Something happens to the store just before the lock is taken. */
    record RacingStore(FakeStore store, Runnable event) implements AccountStore {
        @Override
        public Roster roster() throws GrantException {
            return store.roster();
        }

        @Override
        public void change(UnaryOperator<Roster> change) throws GrantException {
            store.change(change);
        }

        @Override
        public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
            event.run();
            return store.exclusively(patience, work);
        }

        @Override
        public Optional<Lease> lease(Duration patience) {
            return store.lease(patience);
        }
    }
}
