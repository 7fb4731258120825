package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.GrantException.Untrusted;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.proof.Action.Kind;
import io.github.keytray.proof.Steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Judges the outcome of one action by what must always hold. */
final class Judge {
    private static final Duration DEADLINE = Duration.ofSeconds(65);
    /** Metadata, the code, keys and userinfo, one after the other. */
    private static final Duration DEADLINE_OF_SIGN_IN = Duration.ofSeconds(125);

    private static final Set<Fault> UNREACHABLE =
            EnumSet.of(Fault.NO_CONNECTION, Fault.NO_ANSWER, Fault.STATUS_500, Fault.STATUS_503, Fault.STATUS_429);

    private final World world;
    private final Action action;
    private final ModelProcess process;
    private final Instant start;
    private final boolean wasRefused;
    private final boolean wasSignedOut;
    private final boolean wasBobKept;
    private final int visits;

    Judge(World world, ModelProcess process, Action action) {
        this.world = world;
        this.process = process;
        this.action = action;
        this.start = world.now();
        this.wasRefused = world.history().wasRefused(World.ALICE);
        this.wasSignedOut = world.toldSignedOut;
        this.wasBobKept = world.bobIsKept;
        this.visits = world.visits.get();
        if (action.kind().isSignOut()) world.signedOut = true;
    }

    void returned(@Nullable StoredUser user) {
        inTime();
        Kind kind = action.kind();
        if (user != null) {
            world.shown(user.toString());
            hold(user);
            boolean isAlices = !isBobs() && !action.kind().isSignIn();
            boolean isOwn = kind == Kind.SESSION_TOKEN;
            if (wasSignedOut && isAlices && !isOwn && !world.isForgetful())
                world.violated("a token is handed out after a sign-out");
        }
        boolean isNoNews = wasRefused && !world.isForgetful() && !world.signedOut;
        if (kind == Kind.LOGIN && isNoNews && world.visits.get() == visits) {
            world.violated("login opens no browser although the sign-in has ended");
        }
        if (kind.isSignOut() && kind != Kind.TRAY_SIGNS_OUT) world.toldSignedOut = true;
        if (kind.isSignIn()) world.toldSignedOut = false;
        if (kind == Kind.LOGIN && world.keeps(World.ALICE)) world.signedOut = false;
        if (kind == Kind.SIGN_IN_BOB && world.keeps(World.BOB)) world.bobIsKept = true;
        if (kind == Kind.REFRESH && isRefusedHere()) world.violated("a forced refresh succeeds though it was refused");
    }

    private void hold(StoredUser user) {
        User wanted = isBobs() ? World.BOB : World.ALICE;
        Token token = user.token();
        TokenHistory.Access access = token == null ? null : world.history().access(token.accessToken());
        if (access == null || !access.person().equals(wanted) || !user.user().equals(wanted)) {
            world.violated("somebody is given the token of another");
            return;
        }
        if (access.refuted()) world.violated("an access token is handed out that did not stand the check");
        Set<String> scopes = action.kind() == Kind.NARROW_TOKEN ? Set.of("profile") : ModelProcess.SCOPES;
        if (!access.scopes().containsAll(scopes)) world.violated("a token is handed out that lacks scopes");
        boolean right = world.isClockRight() && !world.story().has(Fault.CLOCKS);
        if (right && !world.now().isBefore(access.end())) world.violated("an expired token is handed out");
    }

    private boolean isBobs() {
        return action.kind() == Kind.TOKEN_BOB || action.kind().name().startsWith("SIGN_IN_BOB");
    }

    void failed(Throwable problem) {
        inTime();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) world.shown(String.valueOf(cause));
        if (process.isDead() || problem instanceof InterruptedException) return;
        if (!(problem instanceof GrantException)) {
            if (!world.story().has(Set.of(Fault.BUG)))
                world.violated("a bug: " + problem.getClass().getSimpleName());
            return;
        }
        if (problem instanceof InteractionRequired && !mayAsk()) world.violated("signed out by accident");
        boolean isSilent = !action.kind().isSignIn() && !action.kind().isSignOut();
        boolean isKeychains = world.isForgetful() && problem instanceof GrantException.StoreUnavailable;
        if (isRefusedHere() && isSilent && !(problem instanceof InteractionRequired) && !isKeychains) {
            world.violated("a refused refresh does not say sign in again, but "
                    + problem.getClass().getSimpleName());
        }
        if (world.isMended() && !(problem instanceof InteractionRequired)) {
            world.violated("all is in order again, but " + problem.getClass().getSimpleName());
        }
        if (problem instanceof Unreachable && world.story().isUntroubled()) {
            world.violated("nothing is out of order, but Unreachable");
        }
        if (problem instanceof Untrusted && isOnlyOutOfReach()) {
            world.violated("a provider that is out of reach is called untrustworthy");
        }
        if (action.kind().isSignIn() && isOnlyUserinfo())
            world.violated("userinfo decides whether anybody may sign in");
    }

    private void inTime() {
        Duration most = action.kind().isSignIn() ? DEADLINE_OF_SIGN_IN : DEADLINE;
        // The time of the other one passes, too.
        boolean together = world.story().plan().values().stream().anyMatch(event -> event.meanwhile() != null);
        if (together) most = most.multipliedBy(2);
        if (Duration.between(start, world.now()).compareTo(most) > 0) world.violated("a call ends late");
    }

    /** Whether it is right to say that the person has to sign in. */
    private boolean mayAsk() {
        if (action.kind() == Kind.TOKEN_BOB)
            return !wasBobKept || world.history().mayAskAgain(process, World.BOB, action.kind());
        return world.signedOut || world.history().mayAskAgain(process, World.ALICE, action.kind());
    }

    /** Whether the refresh was refused to this process, or to the tray that it asked, and not to another one beside it. */
    private boolean isRefusedHere() {
        boolean asksTray = action.kind() == Kind.TOKEN_BY_TRAY;
        Predicate<String> who = name -> name.equals(process.name()) || (asksTray && name.startsWith("TRAY"));
        return !wasRefused && world.history().wasRefused(World.ALICE, who) && !world.signedOut;
    }

    private boolean isOnlyOutOfReach() {
        return world.story().plan().values().stream()
                        .allMatch(event -> event.fault() != null && UNREACHABLE.contains(event.fault()))
                && world.isClockRight();
    }

    /** Whether the only thing that went wrong is what userinfo answered. */
    private boolean isOnlyUserinfo() {
        if (!world.isClockRight() || world.isForgetful()) return false;
        List<Step> spoilt = world.steps().taken().stream()
                .filter(step -> step.event() != null)
                .toList();
        return !spoilt.isEmpty() && spoilt.stream().allMatch(Judge::isAnswerOfUserinfo);
    }

    private static boolean isAnswerOfUserinfo(Step step) {
        Steps.Event event = step.event();
        Fault fault = event == null ? null : event.fault();
        return step.what().equals("userinfo") && fault != null && fault.status != 0;
    }
}
