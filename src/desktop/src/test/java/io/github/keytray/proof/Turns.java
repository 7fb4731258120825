package io.github.keytray.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Lets one invocation run at a time: until it ends, until it waits for another one, or where a plan says so. */
final class Turns {
    /** So many looks in a row at which no step was taken and no thread worked. A busy machine makes each look longer, too. */
    private static final int STANDSTILL = 150;

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

    private final World world;
    /** Fair, because the thread that looks whose turn it is takes it again and again. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Condition changed = lock.newCondition();
    /** Of every invocation. One that begins in the middle of another would else count among the threads of that one. */
    private final ThreadGroup all = new ThreadGroup("invocations");

    private final List<Invocation> running = new ArrayList<>();
    private final List<ThreadGroup> groups = new ArrayList<>();
    private volatile @Nullable Invocation current;

    Turns(World world) {
        this.world = world;
    }

    /** An action on threads of its own. */
    final class Invocation {
        final Action action;
        final ModelProcess process;
        private final ThreadGroup threads = new ThreadGroup(all, "invocation");
        private final Thread thread;
        private final int number = groups.size();
        private int blockedLooks;

        Invocation(Action action, ModelProcess process) {
            this.action = action;
            this.process = process;
            this.thread = new Thread(threads, this::invoke, "invocation");
            thread.setDaemon(true);
        }

        private void invoke() {
            process.invoke(action);
            wake();
        }

        /** Whether it has ended, and everything that went on behind it. The keychain's thread stays. */
        boolean isOver() {
            if (thread.isAlive()) return false;
            return threads().stream().allMatch(Turns::isIdle);
        }

        /** Whether it waits for what another invocation holds. */
        boolean isBlocked() {
            boolean blocked = threads().stream().anyMatch(each -> isWaitingForAnother(each, process));
            blockedLooks = blocked ? blockedLooks + 1 : 0;
            return blockedLooks > 3;
        }

        private List<Thread> threads() {
            Thread[] found = new Thread[16];
            return Arrays.asList(found).subList(0, threads.enumerate(found));
        }
    }

    private static boolean isIdle(Thread thread) {
        return thread.getName().equals("keytray-keychain") && thread.getState() == Thread.State.WAITING;
    }

    private boolean isWaitingForAnother(Thread thread, ModelProcess process) {
        Thread.State state = thread.getState();
        if (state == Thread.State.RUNNABLE || thread.getName().equals("keytray-keychain")) return false;
        // Its turn is given to it here.
        if (isWaitingForItsTurn(thread)) return false;
        if (state == Thread.State.BLOCKED) return true;
        for (StackTraceElement frame : thread.getStackTrace()) {
            String where = frame.getClassName();
            if (where.endsWith(".keychain.EntryLocks") || where.endsWith(".MemoryUserStore")) return true;
            if (where.endsWith(".keychain.KeychainExecutor") && isShared(process)) return true;
        }
        return false;
    }

    private boolean isShared(ModelProcess process) {
        return running.stream().filter(one -> one.process == process).count() > 1;
    }

    /** Runs the action to its end, and whatever begins meanwhile. */
    void run(Action action) {
        start(action);
        int quietLooks = 0;
        int progress = world.steps().passed();
        long nextLook = System.nanoTime() + BETWEEN_LOOKS;
        while (turn()) {
            rest();
            if (System.nanoTime() - nextLook < 0) continue;
            nextLook = System.nanoTime() + BETWEEN_LOOKS;
            if (world.steps().passed() != progress) quietLooks = 0;
            else if (!isWorking()) quietLooks++;
            progress = world.steps().passed();
            if (quietLooks < STANDSTILL) continue;
            world.violated("stands still");
            return;
        }
    }

    /** Whether some thread of an invocation has work at this moment, and is not only looking for its turn. */
    private boolean isWorking() {
        lock.lock();
        try {
            return running.stream()
                    .flatMap(invocation -> invocation.threads().stream())
                    .anyMatch(thread -> thread.getState() == Thread.State.RUNNABLE && !isWaitingForItsTurn(thread));
        } finally {
            lock.unlock();
        }
    }

    private static boolean isWaitingForItsTurn(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".Turns"));
    }

    /** Until the invocation ends, where it is the only one. */
    private void rest() {
        lock.lock();
        try {
            if (running.size() == 1 && current != null && current.thread.isAlive()) {
                await();
                return;
            }
        } finally {
            lock.unlock();
        }
        LockSupport.parkNanos(50_000);
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads that would wait for more. */
    void close() {
        for (ThreadGroup group : groups) group.interrupt();
    }

    private void start(Action action) {
        Invocation invocation = new Invocation(action, world.process(action.actor()));
        lock.lock();
        try {
            running.add(invocation);
            groups.add(invocation.threads);
            current = invocation;
            invocation.thread.start();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the turn to another where that must be; returns whether anything still runs. */
    private boolean turn() {
        lock.lock();
        try {
            Invocation now = current;
            if (now == null) return false;
            if (now.isOver()) {
                running.remove(now);
                current = running.isEmpty() ? null : running.get(running.size() - 1);
                changed.signalAll();
            } else if (running.size() > 1 && now.isBlocked()) {
                now.blockedLooks = 0;
                current = running.get((running.indexOf(now) + running.size() - 1) % running.size());
                changed.signalAll();
            }
            return current != null;
        } finally {
            lock.unlock();
        }
    }

    /** Of the invocation whose turn it is. */
    int number() {
        Invocation now = current;
        return now == null ? -1 : now.number;
    }

    /** Lets the process wait until it is its turn. */
    void await(ModelProcess process) {
        lock.lock();
        try {
            while (current != null && !process.works(current.process)) await();
        } finally {
            lock.unlock();
        }
    }

    /** Runs the action now, until it ends or waits for the caller. */
    void meanwhile(Action action) {
        if (!action.kind().isByProcess()) {
            world.happen(action);
            return;
        }
        lock.lock();
        try {
            Invocation caller = current;
            start(action);
            while (current != null && current != caller) await();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change, for a moment; an interrupt is kept for later. */
    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await() {
        boolean interrupted = Thread.interrupted();
        try {
            changed.awaitNanos(1_000_000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
