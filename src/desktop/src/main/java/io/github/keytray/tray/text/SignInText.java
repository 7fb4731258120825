package io.github.keytray.tray.text;

import io.github.keytray.preauth.SignInState;
import io.github.keytray.preauth.SignInState.Expired;
import io.github.keytray.preauth.SignInState.KeychainLocked;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.Paused;
import io.github.keytray.preauth.SignInState.Refreshing;
import io.github.keytray.preauth.SignInState.Refused;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.preauth.StoredSignIn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TimeZone;
import java.util.function.Supplier;

/**
 * The texts about sign-ins, in the user's language and time zone.
 *
 * @param zone read only when a time is shown, because time zones take memory and are rarely needed
 */
public record SignInText(TrayMessages messages, InstantSource clock, Supplier<TimeZone> zone) {
    /** The state, in so many words as fit a line: "fresh until 14:05". */
    public String state(SignInState state) {
        if (state instanceof Valid fresh) {
            if (fresh.until() == null) return text("state.fresh");
            return text(fresh.renewable() ? "state.fresh.until" : "state.fresh.last", time(fresh.until()));
        }
        if (state instanceof Offline offline) return text("state.offline", time(offline.since()));
        if (state instanceof Refused refused) return text("state.refused", time(refused.since()));
        if (state instanceof SignInRequired) return text("state.ended");
        if (state instanceof KeychainLocked) return text("state.locked");
        if (state instanceof Paused) return text("state.paused");
        return state instanceof Refreshing ? text("state.renewing") : text("state.lapsed");
    }

    /** What that means to the person, and what comes next. */
    public String explanation(StoredSignIn signIn) {
        String host = signIn.account().host();
        SignInState state = signIn.state();
        if (state instanceof Offline offline) {
            return text("explain.offline", host, offline.problem(), time(offline.nextTry()));
        }
        if (state instanceof Refused refused) {
            return text("explain.refused", host, refused.problem(), time(refused.nextTry()));
        }
        if (state instanceof SignInRequired ended) return text("explain.ended", host, ended.reason());
        if (state instanceof KeychainLocked locked) return text("explain.locked", host, locked.problem());
        if (state instanceof Expired) return text("explain.lapsed");
        if (state instanceof Refreshing) return text("explain.renewing");
        return text(state instanceof Paused ? "explain.paused" : "explain.fresh");
    }

    /** What people call the application: by its name where it told one. */
    public String application(StoredSignIn signIn) {
        String name = signIn.entry().application();
        return name == null ? signIn.account().clientId() : name;
    }

    /** The worst there is to say, in one line. */
    public String headline(Overview overview) {
        if (overview.problem() != null) return text("overview.problem");
        if (overview.signIns().isEmpty()) return text("overview.empty");
        if (overview.isPaused() && overview.state() == TrayState.PAUSED) return text("overview.paused");
        if (overview.state() == TrayState.READY) {
            return text("overview.fresh", overview.signIns().size());
        }
        StoredSignIn worst = overview.worst().orElseThrow();
        long same = overview.signIns().stream()
                .filter(one -> one.state().getClass() == worst.state().getClass())
                .count();
        String state = state(worst.state());
        return same == 1 ? text("overview.one", worst.user().username(), state) : text("overview.several", same, state);
    }

    /** A moment, as it is written everywhere. */
    String time(Instant instant) {
        return new TimeText(messages.locale(), clock, zone).of(instant);
    }

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }
}
