package io.github.keytray;

import io.github.keytray.AutoLoginWidget.SaveAnswer;
import io.github.keytray.GrantException.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** Puts a new sign-in where it belongs: in the store, or in memory only. */
record NewSignIn(AccountStore store, AutoLoginWidget widget, UnsavedSignIn unsaved, Revocation revocation) {
    /**
     * Asks the person where that is a question. No lock is held while they think about it; where they do not answer, the
     * sign-in is revoked.
     *
     * @param known who was there before, or null
     * @param home where they were
     */
    StoredUser settle(StoredUser user, @Nullable StoredUser known, AccountStore home)
            throws GrantException, InterruptedException {
        String sub = user.user().id();
        boolean hasAnswered = home != store && (known == null || unsaved.isDeclined(sub));
        StoredUser before = null;
        boolean isDecided = false;
        boolean isToBeStored;
        try {
            Roster kept = hasAnswered ? Roster.EMPTY : AutoLoginGrant.roster(store);
            before = kept.user(sub).orElse(null);
            boolean isUnasked = hasAnswered || kept.isDeclined(sub);
            isToBeStored = before != null || (!isUnasked && isToBeStored(user));
            isDecided = true;
        } finally {
            if (!isDecided) revocation.of(user);
        }
        if (isToBeStored) return stored(user, before);
        unsaved.keepDeclined(user).forEach(revocation::of);
        return user;
    }

    private boolean isToBeStored(StoredUser user) throws GrantException, InterruptedException {
        SaveAnswer answer = widget.askToSave(user);
        if (answer == SaveAnswer.NEVER) decline(user.user());
        return answer == SaveAnswer.YES;
    }

    private void decline(User user) throws GrantException, InterruptedException {
        try {
            store.setDeclined(user, true);
        } catch (StoreUnavailable notNoted) {
            // The person is asked once more, the next time.
        }
    }

    /**
     * A save that has begun is finished even when its caller stops waiting. A token that cannot be stored stays in
     * memory.
     */
    private StoredUser stored(StoredUser user, @Nullable StoredUser before)
            throws GrantException, InterruptedException {
        try {
            return DetachedTask.run(task -> {
                task.mustFinish();
                store.putDefaultUser(user);
                unsaved.giveWayTo(user.user().id()).forEach(revocation::of);
                if (before != null) revocation.of(before);
                return user;
            });
        } catch (StoreUnavailable problem) {
            unsaved.take(user, before, problem, true, true);
            return new SaveResult(user, problem).tell(widget);
        }
    }
}
