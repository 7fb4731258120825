package io.github.keytray;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps the default user for as long as the process lives, and nowhere else. Safe for any thread. */
public final class MemoryUserStore implements AccountStore {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final ReentrantLock lease = new ReentrantLock(true);
    private volatile @Nullable StoredUser user;

    @Override
    public Optional<StoredUser> getDefaultUser() {
        return Optional.ofNullable(user);
    }

    @Override
    public void putDefaultUser(@Nullable StoredUser user) {
        this.user = user;
    }

    @Override
    public <T> T exclusively(Duration patience, Work<T> work) throws GrantException, InterruptedException {
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
