package io.github.keytray;

import io.github.keytray.AccountStore.Lease;
import io.github.keytray.GrantException.Cancelled;
import io.github.keytray.GrantException.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The turn to open a browser for an account, which one application has at a time. */
final class LoginLease implements AutoCloseable {
    private final @Nullable Lease lease;
    private final boolean followsOtherSignIn;

    private LoginLease(@Nullable Lease lease, boolean followsOtherSignIn) {
        this.lease = lease;
        this.followsOtherSignIn = followsOtherSignIn;
    }

    /**
     * Takes the turn, after the other application that has it, or beside it when the person wants so.
     *
     * @param atOnce whether the person has just asked for a browser, and need not be asked again
     */
    static LoginLease take(AccountStore store, AutoLoginWidget widget, boolean atOnce)
            throws GrantException, InterruptedException {
        Optional<Lease> lease;
        try {
            lease = store.lease(Duration.ZERO);
        } catch (StoreUnavailable noPlace) {
            return new LoginLease(null, false);
        }
        if (lease.isPresent() || atOnce) return new LoginLease(lease.orElse(null), false);
        LeaseWait another = new LeaseWait(store);
        boolean ended = widget.awaitOther(another);
        return new LoginLease(another.lease, ended);
    }

    /** Whether another application has just had it, and may have signed in. */
    boolean followsOtherSignIn() {
        return followsOtherSignIn;
    }

    @Override
    public void close() {
        if (lease != null) lease.close();
    }

    private static final class LeaseWait implements AutoLoginWidget.OtherSignIn {
        /** Longer than the deadlines of the browser and of the prompt together. */
        private static final Duration LONGEST = Duration.ofMinutes(10);

        private final AccountStore store;
        private final long deadline = System.nanoTime() + LONGEST.toNanos();
        private @Nullable Lease lease;

        LeaseWait(AccountStore store) {
            this.store = store;
        }

        @Override
        public boolean hasEnded(Duration patience) throws GrantException, InterruptedException {
            if (lease == null) lease = store.lease(patience).orElse(null);
            if (lease == null && System.nanoTime() - deadline > 0) {
                throw new Cancelled("Another application has been signing in to the same account for too long."
                        + " Close its sign-in and try again.");
            }
            return lease != null;
        }
    }
}
