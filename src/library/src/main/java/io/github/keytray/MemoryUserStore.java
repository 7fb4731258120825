package io.github.keytray;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stores users in memory, until the process ends. Safe for any thread.
 *
 * @since 0.1
 */
public final class MemoryUserStore implements AccountStore {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final ReentrantLock lease = new ReentrantLock(true);
    private volatile Roster roster = Roster.EMPTY;

    @Override
    public Roster roster() {
        return roster;
    }

    @Override
    public synchronized void change(UnaryOperator<Roster> change) {
        roster = change.apply(roster);
    }

    @Override
    public Optional<StoredUser> getDefaultUser() {
        return roster.defaultUser();
    }

    @Override
    public void putDefaultUser(@Nullable StoredUser user) {
        change(roster -> roster.withDefault(user));
    }

    @Override
    public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
        if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) throw GrantException.StoreUnavailable.busy();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Lease> lease(Duration patience) throws InterruptedException {
        return lease.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS) ? Optional.of(lease::unlock) : Optional.empty();
    }
}
