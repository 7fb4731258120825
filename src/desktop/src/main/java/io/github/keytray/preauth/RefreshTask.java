package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.preauth.JournalEntry.Event;

/** What is done about one sign-in when it is due. Blocks, for as long as keychain and provider take. */
final class RefreshTask {
    private final SignInEvents events;
    private final Runnable reload;
    private final Runnable wake;

    /**
     * @param reload has the list read again
     * @param wake called when the work ends: the sign-in may be due earlier than was said
     */
    RefreshTask(SignInEvents events, Runnable reload, Runnable wake) {
        this.events = events;
        this.reload = reload;
        this.wake = wake;
    }

    /** For callers that do not wait: the result is in the state of the sign-in. */
    void runQuietly(ManagedSignIn one) {
        try {
            run(one, false);
        } catch (GrantException noted) {
            // Its state says so, and when it is tried again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Works on a sign-in that was {@linkplain ManagedSignIn#begin begun}, and records the result in it.
     *
     * @param atOnce whether it is refreshed even when its token is still valid
     */
    void run(ManagedSignIn one, boolean atOnce) throws GrantException, InterruptedException {
        try {
            work(one, atOnce);
        } catch (GrantException e) {
            boolean ended = one.failed(e);
            String why = one.secrets().redact(e.getMessage());
            events.note(one.entry(), ended ? Event.ENDED : Event.FAILED, why);
            if (ended) events.signInNeeded(one.snapshot());
            throw e;
        } finally {
            one.end();
            wake.run();
            events.tell();
        }
    }

    /** Reads the stored sign-in, and refreshes it unless another process has. */
    private void work(ManagedSignIn one, boolean atOnce) throws GrantException, InterruptedException {
        User user = one.entry().user();
        if (one.hasUnsavedToken()) {
            one.refreshed(one.storedAccount().keep(user));
            if (!atOnce) return;
        }
        StoredUser kept = one.storedAccount().read(user).orElse(null);
        if (kept == null) {
            // Signed out a moment ago: the next look finds it gone.
            reload.run();
            return;
        }
        boolean isDone = one.take(kept);
        // The list of sign-ins is the same before and after.
        if (!one.hasEnded() && events.hasEndedBefore(one.entry(), kept.token())) {
            events.note(one.entry(), Event.SIGNED_IN, "");
        }
        if (isDone && !atOnce) return;
        one.refreshing();
        events.tell();
        SignInStore.RefreshResult refreshed = one.storedAccount().refresh(user);
        one.refreshed(refreshed);
        events.note(one.entry(), Event.RENEWED, "");
        if (refreshed.saveFailure() != null) {
            events.note(one.entry(), Event.KEYCHAIN, refreshed.saveFailure().getMessage());
        }
    }
}
