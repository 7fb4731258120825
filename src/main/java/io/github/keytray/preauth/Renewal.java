package io.github.keytray.preauth;

import io.github.keytray.GrantException;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.preauth.JournalEntry.Event;

/** What is done about one sign-in when it is due. Blocks, for as long as keychain and provider take. */
final class Renewal {
    private final Herald herald;
    private final Runnable lookAgain;

    /** @param lookAgain has the list read again */
    Renewal(Herald herald, Runnable lookAgain) {
        this.herald = herald;
        this.lookAgain = lookAgain;
    }

    /** For whoever does not wait for it: its state says what came of it. */
    void inTime(Watched one) {
        try {
            run(one, false);
        } catch (GrantException noted) {
            // Its state says so, and when it is tried again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Works on a sign-in that was {@linkplain Watched#begin begun}, and takes note of what comes of it.
     *
     * @param atOnce whether it is renewed whatever is left of it
     */
    void run(Watched one, boolean atOnce) throws GrantException, InterruptedException {
        try {
            work(one, atOnce);
        } catch (GrantException e) {
            boolean ended = one.failed(e);
            herald.note(one.entry(), ended ? Event.ENDED : Event.FAILED, e.getMessage());
            if (ended) herald.signInNeeded(one.snapshot());
            throw e;
        } finally {
            one.end();
            herald.tell();
        }
    }

    /** Reads what is kept, and renews it unless somebody else has. */
    private void work(Watched one, boolean atOnce) throws GrantException, InterruptedException {
        User user = one.entry().user();
        if (one.isUnkept()) {
            one.renewed(one.compartment().keep(user));
            if (!atOnce) return;
        }
        StoredUser kept = one.compartment().read(user).orElse(null);
        if (kept == null) {
            // Signed out a moment ago: the next look finds it gone.
            lookAgain.run();
            return;
        }
        if (one.take(kept) && !atOnce) return;
        one.renewing();
        herald.tell();
        Vault.Renewed renewed = one.compartment().renew(user);
        one.renewed(renewed);
        herald.note(one.entry(), Event.RENEWED, "");
        if (renewed.notKept() != null) {
            herald.note(one.entry(), Event.KEYCHAIN, renewed.notKept().getMessage());
        }
    }
}
