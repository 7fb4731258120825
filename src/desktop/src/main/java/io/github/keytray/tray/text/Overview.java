package io.github.keytray.tray.text;

import io.github.keytray.GrantException;
import io.github.keytray.preauth.SignInState.Attention;
import io.github.keytray.preauth.SignIns;
import io.github.keytray.preauth.StoredSignIn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How everything is at one moment.
 *
 * @param problem why the list cannot be read, as a sentence for the person; null when it can
 */
public record Overview(List<StoredSignIn> signIns, @Nullable String problem, boolean isPaused) {
    public static Overview of(SignIns signIns) {
        String problem = signIns.problem().map(GrantException::getMessage).orElse(null);
        return new Overview(signIns.all(), problem, signIns.isPaused());
    }

    /** The sign-in that asks most of the person, the first of its kind; empty when there is none. */
    Optional<StoredSignIn> worst() {
        return signIns.stream()
                .reduce((worst, next) ->
                        next.state().attention().compareTo(worst.state().attention()) > 0 ? next : worst);
    }

    /** What the tray's icon says. */
    public TrayState state() {
        if (problem != null) return TrayState.ATTENTION;
        Attention attention = worst().map(worst -> worst.state().attention()).orElse(Attention.NONE);
        return switch (attention) {
            case PERSON -> TrayState.ATTENTION;
            case TROUBLE -> TrayState.OFFLINE;
            case PAUSED -> TrayState.PAUSED;
            case NONE -> isPaused ? TrayState.PAUSED : TrayState.READY;
        };
    }
}
