package io.github.keytray.tray;

import io.github.keytray.preauth.Freshness;
import io.github.keytray.preauth.Freshness.Fresh;
import io.github.keytray.preauth.Freshness.KeychainLocked;
import io.github.keytray.preauth.Freshness.Lapsed;
import io.github.keytray.preauth.Freshness.Offline;
import io.github.keytray.preauth.Freshness.Paused;
import io.github.keytray.preauth.Freshness.Refused;
import io.github.keytray.preauth.Freshness.Renewing;
import io.github.keytray.preauth.Freshness.SignInAgain;
import io.github.keytray.preauth.KeptSignIn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * What there is to say of sign-ins, in the person's language and time zone.
 *
 * @param zone asked when there is a time to tell: on most days nobody wants to know, and it takes memory
 */
record Words(Messages messages, InstantSource clock, Supplier<ZoneId> zone) {
    private static final int DAYS_OF_WEEK = 7;

    /** The state, in so many words as fit a line: "fresh until 14:05". */
    String state(Freshness freshness) {
        if (freshness instanceof Fresh fresh) {
            return fresh.until() == null ? text("state.fresh") : text("state.fresh.until", time(fresh.until()));
        }
        if (freshness instanceof Offline offline) return text("state.offline", time(offline.since()));
        if (freshness instanceof Refused refused) return text("state.refused", time(refused.since()));
        if (freshness instanceof SignInAgain) return text("state.ended");
        if (freshness instanceof KeychainLocked) return text("state.locked");
        if (freshness instanceof Paused) return text("state.paused");
        return freshness instanceof Renewing ? text("state.renewing") : text("state.lapsed");
    }

    /** What that means to the person, and what comes next. */
    String explanation(KeptSignIn signIn) {
        String host = signIn.account().host();
        Freshness freshness = signIn.freshness();
        if (freshness instanceof Offline offline) {
            return text("explain.offline", host, offline.problem(), time(offline.nextTry()));
        }
        if (freshness instanceof Refused refused) {
            return text("explain.refused", host, refused.problem(), time(refused.nextTry()));
        }
        if (freshness instanceof SignInAgain ended) return text("explain.ended", host, ended.reason());
        if (freshness instanceof KeychainLocked locked) return text("explain.locked", host, locked.problem());
        if (freshness instanceof Lapsed) return text("explain.lapsed");
        if (freshness instanceof Renewing) return text("explain.renewing");
        return text(freshness instanceof Paused ? "explain.paused" : "explain.fresh");
    }

    /** What people call the application: by its name where it told one. */
    String application(KeptSignIn signIn) {
        String name = signIn.entry().application();
        return name == null ? signIn.account().clientId() : name;
    }

    /** The worst there is to say, in one line. */
    String headline(Overview overview) {
        if (overview.problem() != null) return text("overview.problem");
        if (overview.signIns().isEmpty()) return text("overview.empty");
        if (overview.isPaused() && overview.state() == TrayState.PAUSED) return text("overview.paused");
        if (overview.state() == TrayState.READY) {
            return text("overview.fresh", overview.signIns().size());
        }
        KeptSignIn worst = overview.worst().orElseThrow();
        long same = overview.signIns().stream()
                .filter(one -> one.freshness().getClass() == worst.freshness().getClass())
                .count();
        String state = state(worst.freshness());
        return same == 1 ? text("overview.one", worst.user().username(), state) : text("overview.several", same, state);
    }

    /** A moment: the time where it is today, with the day where it is not. */
    String time(Instant instant) {
        ZoneId here = zone.get();
        ZonedDateTime then = instant.atZone(here);
        long days = Math.abs(ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), here), then.toLocalDate()));
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
        if (days >= DAYS_OF_WEEK) time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
        String text = time.withLocale(messages.locale()).format(then);
        return days == 0 || days >= DAYS_OF_WEEK
                ? text
                : then.getDayOfWeek().getDisplayName(TextStyle.SHORT, messages.locale()) + " " + text;
    }

    String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }
}
