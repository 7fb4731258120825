package io.github.keytray;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a present token satisfies a request. A token without an expiry is checked with the provider, at most once an
 * hour; while the provider cannot be reached, it counts as valid.
 */
final class TokenCheck {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final UserFetcher fetcher;
    private final InstantSource clock;
    private final TokenLifetime lifetime;
    private volatile @Nullable UserInfoCheck verdict;

    TokenCheck(UserFetcher fetcher, InstantSource clock, LongSupplier nanoTime) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.lifetime = new TokenLifetime(clock, nanoTime);
    }

    /** Whether the token answers the request, with time to spare. */
    boolean isGood(StoredUser user, TokenRequest request) throws InterruptedException {
        Token token = user.token();
        if (token == null || !answers(token, request)) return false;
        if (token.expiresAt() == null) return isAccepted(user.user(), token);
        Duration needed = request.minValidity().orElse(null);
        return needed == null ? lifetime.isFresh(token) : lifetime.isValid(token, needed);
    }

    /** Records that the provider has just issued the token: without an expiry it needs no check for a while. */
    void issued(Token token) {
        if (token.expiresAt() == null) verdict = new UserInfoCheck(token.accessToken(), true, clock.instant());
    }

    /** Whether the token needs no refresh. Works locally; false where only the provider knows. */
    boolean isFresh(Token token) {
        if (token.expiresAt() != null) return lifetime.isFresh(token);
        UserInfoCheck last = verdict;
        return last != null && last.accepted && last.isAbout(token) && isRecent(last, clock.instant());
    }

    /** Not from the future either: the clock was set back, and how long ago it was cannot be known. */
    private static boolean isRecent(UserInfoCheck verdict, Instant now) {
        return now.isBefore(verdict.at.plus(INTERVAL)) && !now.isBefore(verdict.at);
    }

    /** Whether the token answers the request at this moment: enough when no better one can be had. */
    boolean isUsable(Token token, TokenRequest request) {
        return answers(token, request) && !request.isForceRefresh() && isAlive(token);
    }

    /** Whether the token has neither expired nor been refused, as far as is known. */
    boolean isAlive(Token token) {
        if (token.expiresAt() != null) return lifetime.isValid(token, Duration.ZERO);
        UserInfoCheck last = verdict;
        return last == null || last.accepted || !last.isAbout(token);
    }

    private static boolean answers(Token token, TokenRequest request) {
        Token stale = request.replacing().orElse(null);
        boolean refused = stale != null && stale.accessToken().equals(token.accessToken());
        return !refused && token.covers(request.scopes());
    }

    private boolean isAccepted(User owner, Token token) throws InterruptedException {
        UserInfoCheck last = verdict;
        Instant now = clock.instant();
        if (last != null && last.isAbout(token) && (!last.accepted || isRecent(last, now))) {
            return last.accepted;
        }
        boolean accepted;
        try {
            accepted = fetcher.confirmUser(token).id().equals(owner.id());
        } catch (GrantException.Rejected refusal) {
            if (!refusal.error().filter("invalid_token"::equals).isPresent()) return true;
            accepted = false;
        } catch (GrantException.Untrusted e) {
            accepted = false;
        } catch (GrantException e) {
            return true;
        }
        verdict = new UserInfoCheck(token.accessToken(), accepted, now);
        return accepted;
    }

    private record UserInfoCheck(String accessToken, boolean accepted, Instant at) {
        boolean isAbout(Token token) {
            return accessToken.equals(token.accessToken());
        }

        @Override
        public String toString() {
            return "UserInfoCheck[accepted=" + accepted + ", at=" + at + "]";
        }
    }
}
