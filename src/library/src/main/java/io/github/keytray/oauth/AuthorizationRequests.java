package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The authorization request of one sign-in (RFC 6749 §4.1.1), and what may follow its refusal: the browser that brings
 * the refusal is sent on to the next request, so that the person sees one page, not two.
 */
final class AuthorizationRequests implements LoopbackReceiver.Onward {
    private final PushedRequests pushed;
    private final Scopes scopes;
    private final Supplier<AuthorizationRequest> request;

    /** @param request made with the scopes that are asked for at that time */
    AuthorizationRequests(PushedRequests pushed, Scopes scopes, Supplier<AuthorizationRequest> request) {
        this.pushed = pushed;
        this.scopes = scopes;
        this.request = request;
    }

    /** The page to open. */
    URI page() throws GrantException, InterruptedException {
        return pushed.mustPush() ? pushed.push(request.get()) : request.get().toUri();
    }

    /** Each kind of refusal is followed once, because each is remembered. */
    @Override
    public synchronized @Nullable URI of(Map<String, String> answer) throws InterruptedException {
        if (!Scopes.areRefusedBy(answer.get("error"))) return pushed.afterRefusal(answer, request.get());
        try {
            return scopes.leaveOutDefaults() ? page() : null;
        } catch (GrantException notPushed) {
            // The refusal that is there says more.
            return null;
        }
    }
}
