package io.github.keytray.swing;

import io.github.keytray.GrantException;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells the user what went wrong in a sign-in, and tries again where they want that. */
record ToldProblems(Provider provider, Client client, SwingSignIn.Builder setup) {
    /** What may go wrong. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws GrantException, InterruptedException;
    }

    /** Shows the error to the user. */
    @FunctionalInterface
    interface Telling {
        void by(SavePrompt prompt) throws InterruptedException;
    }

    /** What cannot be mended by another attempt, or is not tried again, is thrown when it has been told. */
    <T> T tellDuring(Attempt<T> attempt) throws GrantException, InterruptedException {
        while (true) {
            try {
                return attempt.make();
            } catch (GrantException problem) {
                if (isOwnWish(problem) || !isToBeTriedAgain(problem)) throw problem;
            } catch (RuntimeException | Error fault) {
                tellOr(fault, prompt -> prompt.tell(fault));
                throw fault;
            }
        }
    }

    private boolean isToBeTriedAgain(GrantException problem) throws InterruptedException {
        AtomicBoolean again = new AtomicBoolean();
        tellOr(problem, prompt -> again.set(prompt.tell(problem)));
        return again.get();
    }

    /** Where nothing can be shown, the problem itself matters more, and is thrown by the caller. */
    void tellOr(Throwable problem, Telling telling) throws InterruptedException {
        try {
            telling.by(SignInParts.prompt(provider, client, setup, null));
        } catch (RuntimeException | Error untold) {
            if (untold != problem) problem.addSuppressed(untold);
        }
    }

    /** A user who cancelled needs no message; a user who was away at the deadline does. */
    private static boolean isOwnWish(GrantException problem) {
        return problem instanceof GrantException.Cancelled && !(problem.getCause() instanceof TimeoutException);
    }
}
