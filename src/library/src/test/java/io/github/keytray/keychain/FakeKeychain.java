package io.github.keytray.keychain;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.keytray.GrantException.StoreUnavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A keychain in memory, which can go wrong in the ways that real ones do. */
final class FakeKeychain implements Backend.Opener {
    static final KeychainFailures PROBLEM = new KeychainFailures("Fake Keyring");

    final Map<EntryName, String> entries = new ConcurrentHashMap<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();

    /** How many of the next calls fail, and how. */
    final AtomicInteger failures = new AtomicInteger();

    volatile Supplier<Exception> failure = () -> new NullPointerException("String.length()");
    /** How many of the next times it does not open. */
    final AtomicInteger closedDoors = new AtomicInteger();
    /** How many of the next writes are lost in silence. */
    final AtomicInteger lostWrites = new AtomicInteger();

    /** Held before each call. */
    volatile @Nullable CountDownLatch hangsUntil;

    /** The only entry whose calls are held; null for all. */
    volatile @Nullable EntryName hangsAt;

    private volatile @Nullable Lock lock;
    private volatile @Nullable Lock lockNext;
    private volatile @Nullable EntryName locksAfter;
    private final CompletableFuture<String> prompt = new CompletableFuture<>();
    private final CountDownLatch promptAnswer = new CountDownLatch(1);

    private final CountDownLatch hanging = new CountDownLatch(1);

    /** Not even an interrupt ends it. */
    volatile boolean deaf;
    /** A person is shown a prompt meanwhile. */
    volatile boolean prompts;

    /** The entry that nobody may write. */
    volatile @Nullable EntryName refuses;

    volatile Runnable onClose = () -> {};

    /** Called before each write. */
    volatile Runnable onWrite = () -> {};

    volatile int longestValue = Integer.MAX_VALUE;

    Keychain keychain(Path state, Duration patience) {
        return new Keychain(this, state, PROBLEM, longestValue, patience);
    }

    void awaitHanging() throws InterruptedException {
        hanging.await();
    }

    @Override
    public Backend open(Backend.PromptMonitor person) throws StoreUnavailable {
        opened.incrementAndGet();
        if (take(closedDoors)) throw PROBLEM.noService(null);
        return new FakeBackend(person);
    }

    private static boolean take(AtomicInteger some) {
        return some.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    /** What a locked keychain refuses until a person has answered its prompt. */
    enum Lock {
        WRITES,
        READS_AND_WRITES
    }

    /** Is locked when this entry is read for the first time from now, and prompts the person whom it may prompt. */
    void locksAfterReading(EntryName entry, Lock refuses) {
        lockNext = refuses;
        locksAfter = entry;
    }

    /** Done when the person is shown the prompt of the locked keychain. */
    CompletableFuture<String> prompt() {
        return prompt;
    }

    /** The person unlocks it. */
    void answerPrompt() {
        promptAnswer.countDown();
    }

    private final class FakeBackend implements Backend {
        private final PromptMonitor person;

        FakeBackend(PromptMonitor person) {
            this.person = person;
        }

        @Override
        public void unlock(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException {
            if (lock != null) askToUnlock();
        }

        private void askToUnlock() throws StoreUnavailable, InterruptedException {
            if (!person.mayPrompt()) throw PROBLEM.locked(null);
            person.asked(false);
            prompt.complete("shows");
            promptAnswer.await();
            lock = null;
            person.answered();
        }

        @Override
        public Optional<String> get(EntryName entry) throws StoreUnavailable, InterruptedException {
            misbehave(entry);
            if (lock == Lock.READS_AND_WRITES) askToUnlock();
            if (entry.equals(locksAfter)) {
                locksAfter = null;
                lock = lockNext;
            }
            return Optional.ofNullable(entries.get(entry));
        }

        @Override
        public Set<EntryName> names() {
            return Set.copyOf(entries.keySet());
        }

        @Override
        public void set(EntryName entry, String value) throws StoreUnavailable, InterruptedException {
            misbehave(entry);
            if (lock != null) askToUnlock();
            onWrite.run();
            if (entry.equals(refuses)) throw PROBLEM.denied(null);
            writes.incrementAndGet();
            if (!take(lostWrites)) entries.put(entry, value);
        }

        @Override
        public void delete(EntryName entry) throws StoreUnavailable, InterruptedException {
            misbehave(entry);
            onWrite.run();
            writes.incrementAndGet();
            if (!take(lostWrites)) entries.remove(entry);
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            onClose.run();
        }

        private void misbehave(EntryName entry) throws StoreUnavailable, InterruptedException {
            CountDownLatch hang = hangsUntil;
            if (hang != null && (hangsAt == null || entry.equals(hangsAt))) {
                if (prompts) person.asked(false);
                hanging.countDown();
                if (deaf) Uninterruptibles.awaitUninterruptibly(hang);
                else hang.await();
                if (prompts) person.answered();
            }
            if (!take(failures)) return;
            Exception problem = failure.get();
            if (problem instanceof StoreUnavailable unavailable) throw unavailable;
            if (problem instanceof RuntimeException unchecked) throw unchecked;
            throw new AssertionError(problem);
        }
    }
}
