package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.preauth.Freshness.Concern;
import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.preauth.SignIns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How everything is at one moment.
 *
 * @param problem why the list cannot be read, as a sentence for the person; null when it can
 */
record Overview(List<KeptSignIn> signIns, @Nullable String problem, boolean isPaused) {
    private static final Comparator<KeptSignIn> BY_CONCERN =
            Comparator.comparing(signIn -> signIn.freshness().concern());

    static Overview of(SignIns signIns) {
        String problem = signIns.problem().map(GrantException::getMessage).orElse(null);
        return new Overview(signIns.all(), problem, signIns.isPaused());
    }

    /** The sign-in that asks most of the person, the first of its kind; empty when there is none. */
    Optional<KeptSignIn> worst() {
        return signIns.stream().reduce((worst, next) -> BY_CONCERN.compare(next, worst) > 0 ? next : worst);
    }

    /** What the tray's icon says. */
    TrayState state() {
        if (problem != null) return TrayState.ATTENTION;
        Concern concern = worst().map(worst -> worst.freshness().concern()).orElse(Concern.NONE);
        return switch (concern) {
            case PERSON -> TrayState.ATTENTION;
            case TROUBLE -> TrayState.OFFLINE;
            case PAUSED -> TrayState.PAUSED;
            case NONE -> isPaused ? TrayState.PAUSED : TrayState.READY;
        };
    }
}
