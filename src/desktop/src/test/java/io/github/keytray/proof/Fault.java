package io.github.keytray.proof;

import io.github.keytray.GrantException.StoreUnavailable.Reason;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can go wrong at a step. */
enum Fault {
    // Anywhere.
    DEATH,
    INTERRUPT,
    BUG,
    // The network.
    NO_CONNECTION,
    NO_ANSWER,
    LOST_ANSWER,
    LATE_ANSWER,
    TRUNCATED_ANSWER,
    CLOCK_FAST,
    CLOCK_SLOW,
    // What a server, or something in its place, answers.
    STATUS_500(500, "oops"),
    STATUS_503(503, ""),
    STATUS_429(429, "{\"error\":\"slow_down\"}"),
    STATUS_408(408, ""),
    STATUS_407(407, ""),
    STATUS_403(403, ""),
    STATUS_404(404, "<html>not here</html>"),
    STATUS_302(302, ""),
    PORTAL(200, "<html>Welcome to the hotel</html>"),
    EMPTY_200(200, ""),
    EMPTY_OBJECT(200, "{}"),
    UNAVAILABLE_503(503, "{\"error\":\"temporarily_unavailable\"}"),
    // How a refresh is refused.
    INVALID_GRANT(400, "{\"error\":\"invalid_grant\"}"),
    INVALID_GRANT_REPEATS(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid: %s\"}"),
    INVALID_REQUEST(400, "{\"error\":\"invalid_request\"}"),
    INVALID_TOKEN(401, "{\"error\":\"invalid_token\",\"error_description\":\"Invalid refresh token: %s\"}"),
    UNAUTHORIZED_CLIENT(400, "{\"error\":\"unauthorized_client\"}"),
    ACCESS_DENIED(400, "{\"error\":\"access_denied\"}"),
    INTERACTION_REQUIRED(400, "{\"error\":\"interaction_required\"}"),
    LOGIN_REQUIRED(400, "{\"error\":\"login_required\"}"),
    EMPTY_400(400, ""),
    EMPTY_401(401, ""),
    // A token answer that does not stand the check.
    WRONG_HASH,
    FORGED_ID_TOKEN,
    OTHER_SUBJECT,
    // The keychain.
    LOCKED(Reason.LOCKED),
    DISMISSED(Reason.DISMISSED),
    DENIED(Reason.DENIED),
    TIMED_OUT(Reason.TIMED_OUT),
    TOO_LARGE(Reason.TOO_LARGE),
    ABSENT(Reason.ABSENT),
    FAILED(Reason.FAILED),
    LOST_WRITE,
    HANG,
    /** The caller gives up, and the write is carried out beside the next one. */
    LATE_WRITE,
    /** The same, after everything else. */
    LAST_WRITE,
    // The locks.
    BUSY(Reason.BUSY),
    NO_LOCKS(Reason.FAILED);

    /** Where a step is taken. */
    enum Site {
        SEND,
        RECEIVE,
        READ,
        WRITE,
        WRITTEN,
        LOCK,
        UNLOCK,
        PERSON
    }

    private static final Set<Fault> REFUSALS = EnumSet.range(INVALID_GRANT, EMPTY_401);
    private static final Set<Fault> ANSWERS = EnumSet.range(STATUS_500, UNAVAILABLE_503);
    private static final Set<Fault> NETWORK = EnumSet.range(NO_CONNECTION, TRUNCATED_ANSWER);
    static final Set<Fault> KEYCHAIN = EnumSet.range(LOCKED, NO_LOCKS);
    static final Set<Fault> UNTRUSTED = EnumSet.range(WRONG_HASH, OTHER_SUBJECT);
    /** The caller waits in vain. */
    static final Set<Fault> HANGS = EnumSet.range(HANG, LAST_WRITE);

    static final Set<Fault> CLOCKS = EnumSet.of(CLOCK_FAST, CLOCK_SLOW);

    final int status;
    final String body;
    final @Nullable Reason reason;

    Fault() {
        this(0, "", null);
    }

    Fault(int status, String body) {
        this(status, body, null);
    }

    Fault(Reason reason) {
        this(0, "", reason);
    }

    Fault(int status, String body, @Nullable Reason reason) {
        this.status = status;
        this.body = body;
        this.reason = reason;
    }

    /** Whether a refresh is refused by it: by any 4xx but those that ask for patience, or that come from a proxy. */
    boolean isRefusal() {
        boolean refused = status >= 400 && status < 500 && !body.startsWith("<");
        return refused && status != 407 && status != 408 && status != 429;
    }

    /** Those that are alike, by one name. */
    String family() {
        if (ANSWERS.contains(this) || NETWORK.contains(this)) return "NETWORK";
        return KEYCHAIN.contains(this) ? "KEYCHAIN" : name();
    }

    /** What can go wrong at such a step. */
    static Set<Fault> at(Site site, String what) {
        EnumSet<Fault> faults = EnumSet.of(DEATH, INTERRUPT, BUG);
        switch (site) {
            case SEND -> {
                faults.addAll(EnumSet.of(NO_CONNECTION, NO_ANSWER));
                faults.addAll(ANSWERS);
                if (what.equals("refresh")) faults.addAll(REFUSALS);
                if (what.equals("userinfo")) faults.addAll(EnumSet.of(EMPTY_401, INVALID_TOKEN));
            }
            case RECEIVE -> {
                faults.addAll(EnumSet.of(LOST_ANSWER, LATE_ANSWER, TRUNCATED_ANSWER));
                faults.addAll(CLOCKS);
                if (what.equals("refresh") || what.equals("code")) faults.addAll(UNTRUSTED);
            }
            case READ, WRITTEN -> {
                faults.addAll(EnumSet.range(LOCKED, FAILED));
                faults.add(HANG);
            }
            case WRITE -> faults.addAll(EnumSet.range(LOCKED, LAST_WRITE));
            case LOCK -> faults.addAll(EnumSet.of(BUSY, NO_LOCKS));
            case UNLOCK -> {}
            case PERSON -> faults.addAll(CLOCKS);
        }
        return faults;
    }
}
