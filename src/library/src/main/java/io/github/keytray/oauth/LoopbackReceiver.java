package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import io.github.keytray.internal.platform.DaemonThread;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Waits on the loopback interface for the browser to come back (RFC 8252 §7.3). A request that is not the response to
 * this authorization (another path, method, host or state) gets a 4xx status, and the wait goes on; a response to
 * another sign-in gets a page that says so. Responses come in the query or in a form (OAuth 2.0 Form Post Response
 * Mode), with the same checks. The browser is sent on to an address without the code, and its page is held there until
 * the outcome is known, so that it shows the real outcome.
 */
final class LoopbackReceiver implements AutoCloseable {
    private static final int MAX_VISITORS = 256;
    private static final int MAX_HELD = 64;
    private static final int STRAY = Integer.MAX_VALUE;
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final LoopbackListener listener;
    private final URI redirectUri;
    private final String path;
    private final String state;
    private final CompletableFuture<Map<String, String>> redirect = new CompletableFuture<>();
    private final CompletableFuture<Function<LoopbackRequest, LocalPage>> outcome = new CompletableFuture<>();
    private volatile Onward onward = answer -> null;
    private final CountDownLatch shown = new CountDownLatch(1);
    private final Deque<Socket> unread = new ArrayDeque<>();
    private final Semaphore held = new Semaphore(MAX_HELD);
    private final Set<Thread> answering = ConcurrentHashMap.newKeySet();

    private LoopbackReceiver(LoopbackListener listener, URI redirectUri, String state) {
        this.listener = listener;
        this.redirectUri = redirectUri;
        this.path = redirectUri.getRawPath().isEmpty() ? "/" : redirectUri.getRawPath();
        this.state = state;
    }

    /**
     * Listens on the configured redirect URI, or on any free port.
     *
     * @throws GrantException.Unreachable when the port is taken, or there is no loopback interface
     */
    static LoopbackReceiver open(@Nullable URI configured, String state) throws GrantException {
        try {
            return open(LoopbackListener.open(configured), configured, state);
        } catch (BindException e) {
            throw new GrantException.Unreachable(
                    "The browser could not come back: "
                            + (configured == null ? "this computer" : configured.getAuthority())
                            + " is in use by another program. Close that program, or sign in there first, and try"
                            + " again.",
                    e);
        } catch (IOException e) {
            throw new GrantException.Unreachable(
                    "This computer does not let the browser come back: no connection to "
                            + "127.0.0.1 could be opened. Check its firewall and try again.",
                    e);
        }
    }

    static LoopbackReceiver open(LoopbackListener listener, @Nullable URI configured, String state) {
        URI redirectUri = configured == null || configured.getPort() < 0
                ? URI.create(
                        "http://" + host(listener.address(), configured) + ":" + listener.port() + path(configured))
                : configured;
        LoopbackReceiver receiver = new LoopbackReceiver(listener, redirectUri, state);
        listener.start(receiver::admit, receiver::relieve);
        return receiver;
    }

    URI redirectUri() {
        return redirectUri;
    }

    /** The parameters of the answer, once it has come. */
    CompletableFuture<Map<String, String>> redirect() {
        return redirect;
    }

    /** Lets answers be followed by other questions. */
    void ask(Onward question) {
        onward = question;
    }

    /** What the browser is sent on to after an answer that is not the last. */
    @FunctionalInterface
    interface Onward {
        /** The page of the next question; null for an answer that stands. */
        @Nullable
        URI of(Map<String, String> answer) throws InterruptedException;
    }

    /** Lets the browser show how it ended. The first call counts. */
    void show(ResultPage page) {
        outcome.complete(visitor -> LocalPage.of(page, null, visitor));
    }

    /** As {@link #show(ResultPage)}, with what the provider says of it, if anything. */
    void show(ResultPage page, @Nullable String reason) {
        outcome.complete(visitor -> LocalPage.of(page, reason, visitor));
    }

    /** Lets the browser show this. The first call counts. */
    void show(LocalPage page) {
        outcome.complete(visitor -> page);
    }

    /** Stops listening; a page that is on its way is let through. */
    @Override
    public void close() {
        show(ResultPage.FAILED);
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + FLUSH.toNanos();
        try {
            boolean isBack = redirect.isDone() && !redirect.isCompletedExceptionally();
            if (isBack && !interrupted) shown.await(FLUSH.toNanos(), TimeUnit.NANOSECONDS);
            listener.close();
            // The port is free when the threads that accept have noticed.
            for (Thread acceptor : listener.acceptors()) join(acceptor, end);
            for (Thread thread : answering) join(thread, end);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            listener.close();
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static void join(Thread thread, long end) throws InterruptedException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left > 0) thread.join(left);
    }

    /** Silent connections must not block the browser: the oldest one is closed. */
    private void admit(Socket socket) {
        synchronized (unread) {
            if (unread.size() == MAX_VISITORS) LoopbackListener.closeQuietly(unread.removeFirst());
            unread.addLast(socket);
        }
        daemon("keytray-loopback-visitor", () -> serve(socket)).start();
    }

    /** Out of descriptors: those who have said nothing yet give theirs back. */
    private void relieve() {
        synchronized (unread) {
            unread.forEach(LoopbackListener::closeQuietly);
            unread.clear();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            LoopbackRequest visitor = read(socket);
            if (visitor == null) return;
            int refusal = refusal(visitor);
            if (refusal == STRAY) visitor.showStray(LocalPage.of(ResultPage.STRAY, null, visitor));
            else if (refusal > 0) visitor.refuse(refusal);
            else if (visitor.parameters().isEmpty()) hold(visitor);
            else visitor.redirect(after(visitor.parameters()));
        } catch (IOException gone) {
            return;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the browser goes on with its answer: here, without it, or to the provider once more. */
    private String after(Map<String, String> answer) throws InterruptedException {
        URI again = redirect.isDone() ? null : onward.of(answer);
        if (again != null) return again.toASCIIString();
        redirect.complete(answer);
        return path;
    }

    private @Nullable LoopbackRequest read(Socket socket) throws IOException {
        try {
            return LoopbackRequest.read(socket);
        } finally {
            synchronized (unread) {
                unread.remove(socket);
            }
        }
    }

    private void hold(LoopbackRequest visitor) throws IOException {
        if (!held.tryAcquire()) return;
        answering.add(Thread.currentThread());
        try {
            visitor.show(outcome.join().apply(visitor));
            shown.countDown();
        } finally {
            answering.remove(Thread.currentThread());
            held.release();
        }
    }

    private int refusal(LoopbackRequest visitor) {
        // Another host is a page that had its name point here (DNS rebinding).
        if (!Loopback.isNamed(redirectUri, visitor.headers().get("host"))) return 400;
        if (!visitor.path().equals(path)) return 404;
        if (!visitor.isGet() && !visitor.isForm()) return 405;
        if (visitor.isPrefetch()) return 400;
        boolean isBack = visitor.parameters().isEmpty() && redirect.isDone();
        return isBack || isOurs(visitor.parameters().get("state")) ? 0 : STRAY;
    }

    private boolean isOurs(@Nullable String received) {
        return received != null
                && MessageDigest.isEqual(
                        received.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    private static String host(InetAddress address, @Nullable URI configured) {
        if (configured != null) return configured.getHost();
        return address.getAddress().length == 4 ? "127.0.0.1" : "[::1]";
    }

    private static String path(@Nullable URI configured) {
        return configured == null ? "/callback" : configured.getRawPath();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new DaemonThread(name, work);
        return thread;
    }
}
