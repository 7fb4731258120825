package io.github.keytray.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets one invocation run at a time: until it ends, until it waits for another one, or where a plan says so. */
final class Turns {
    private static final long STANDSTILL = TimeUnit.SECONDS.toNanos(10);

    private final World world;
    private final List<Invocation> running = new ArrayList<>();
    private final List<ThreadGroup> groups = new ArrayList<>();
    private @Nullable Invocation current;

    Turns(World world) {
        this.world = world;
    }

    /** An action on threads of its own. */
    final class Invocation {
        final Action action;
        final ModelProcess process;
        private final ThreadGroup threads = new ThreadGroup("invocation");
        private final Thread thread;
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
        if (thread.getState() == Thread.State.BLOCKED) return true;
        if (thread.getState() == Thread.State.RUNNABLE || thread.getName().equals("keytray-keychain")) return false;
        for (StackTraceElement frame : thread.getStackTrace()) {
            String where = frame.getClassName();
            if (where.endsWith(".Turns")) return false;
            if (where.endsWith(".keychain.EntryLocks") || where.endsWith(".MemoryUserStore")) return true;
            if (where.endsWith(".keychain.KeychainExecutor") && isShared(process)) return true;
        }
        return false;
    }

    private synchronized boolean isShared(ModelProcess process) {
        return running.stream().filter(one -> one.process == process).count() > 1;
    }

    /** Runs the action to its end, and whatever begins meanwhile. */
    void run(Action action) {
        start(action);
        long standstill = System.nanoTime() + STANDSTILL;
        while (turn()) {
            if (System.nanoTime() - standstill > 0) {
                world.violated("stands still");
                return;
            }
            rest();
        }
    }

    /** Until the invocation ends, where it is the only one. */
    private void rest() {
        synchronized (this) {
            if (running.size() == 1 && current != null && current.thread.isAlive()) {
                await();
                return;
            }
        }
        LockSupport.parkNanos(50_000);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Ends the threads that would wait for more. */
    void close() {
        for (ThreadGroup group : groups) group.interrupt();
    }

    private synchronized Invocation start(Action action) {
        Invocation invocation = new Invocation(action, world.process(action.who()));
        running.add(invocation);
        groups.add(invocation.threads);
        current = invocation;
        invocation.thread.start();
        return invocation;
    }

    /** Gives the turn to another where that must be; returns whether anything still runs. */
    private synchronized boolean turn() {
        Invocation now = current;
        if (now == null) return false;
        if (now.isOver()) {
            running.remove(now);
            current = running.isEmpty() ? null : running.get(running.size() - 1);
            notifyAll();
        } else if (running.size() > 1 && now.isBlocked()) {
            now.blockedLooks = 0;
            current = running.get((running.indexOf(now) + running.size() - 1) % running.size());
            notifyAll();
        }
        return current != null;
    }

    /** Lets the process wait until it is its turn. */
    synchronized void await(ModelProcess process) {
        while (current != null && current.process != process) await();
    }

    /** Runs the action now, until it ends or waits for the caller. */
    synchronized void meanwhile(Action action) {
        Invocation caller = current;
        if (!action.deed().isByProcess()) {
            world.happen(action);
            return;
        }
        start(action);
        while (current != null && current != caller) await();
    }

    /** Whoever is interrupted here hears of it later. */
    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void await() {
        boolean interrupted = Thread.interrupted();
        try {
            wait(1);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
