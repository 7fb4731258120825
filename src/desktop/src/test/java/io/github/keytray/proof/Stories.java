package io.github.keytray.proof;

import java.util.List;

/** What people and programs do, at which every fault is tried. Each begins with alice signed in by P1. */
final class Stories {
    /** Those whose every step is spoilt, one at a time. */
    static final List<String> ALL = List.of(
            "P1.RESTART EXPIRE P1.TOKEN P2.TOKEN",
            "P1.REFRESH P2.TOKEN P1.LOGIN",
            "EXPIRE P2.TOKEN EXPIRE P1.TOKEN",
            "P1.NARROW_TOKEN P2.TOKEN",
            "P1.SIGN_IN_BOB EXPIRE P1.TOKEN P1.TOKEN_BOB EXPIRE P1.TOKEN P1.TOKEN_BOB",
            "P1.SIGN_IN_BOB_UNSAVED EXPIRE P1.TOKEN P1.TOKEN_BOB EXPIRE P1.TOKEN_BOB",
            "P1.SIGN_IN_BOB KEYCHAIN_REFUSES EXPIRE P1.TOKEN P1.TOKEN_BOB EXPIRE P1.TOKEN P1.TOKEN_BOB",
            "TRAY.TRAY_LOOKS EXPIRE TRAY.TRAY_LOOKS P1.TOKEN_BY_TRAY P2.TOKEN",
            "TRAY.TRAY_LOOKS TRAY.TRAY_RENEWS P1.REFRESH TRAY.TRAY_RENEWS",
            "P1.REFRESH P1.SIGN_OUT P2.TOKEN",
            "SLEEP P1.SESSION_TOKEN P1.SESSION_SIGN_OUT P1.SESSION_TOKEN P2.TOKEN",
            "TRAY.TRAY_LOOKS TRAY.TRAY_SIGNS_OUT P1.TOKEN",
            "EXPIRE CLOCK_FORWARD P1.TOKEN CLOCK_RIGHT P2.TOKEN",
            "EXPIRE CLOCK_BACK P2.TOKEN CLOCK_RIGHT P1.TOKEN",
            "SLEEP P1.TOKEN TRAY.TRAY_LOOKS",
            "EXPIRE KEYS_DOWN P2.REFRESH P2.REFRESH P2.REFRESH P2.REFRESH P2.REFRESH P2.REFRESH P2.REFRESH KEYS_UP"
                    + " P1.TOKEN");

    /** Those in which two act at once: the second at every step of the first, with and without a fault. */
    static final List<String> PAIRS = List.of(
            "EXPIRE P1.TOKEN < P2.TOKEN",
            "EXPIRE P1.TOKEN < P1.SIGN_OUT",
            "EXPIRE P1.TOKEN < P2.SIGN_OUT",
            "EXPIRE P1.TOKEN < P1.SIGN_OUT_UNREVOKED",
            "P1.SIGN_OUT < P2.REFRESH",
            "EXPIRE P1.SESSION_TOKEN < P1.SESSION_SIGN_OUT",
            "EXPIRE P1.SESSION_SIGN_OUT < P1.SESSION_TOKEN",
            "P1.SIGN_IN_BOB < P2.REFRESH",
            "P1.SIGN_IN_BOB EXPIRE P1.TOKEN < P1.TOKEN_BOB",
            "P1.SIGN_IN_BOB KEYCHAIN_REFUSES EXPIRE P1.TOKEN P1.TOKEN_BOB EXPIRE P1.TOKEN < P1.TOKEN_BOB",
            "P1.SIGN_IN_BOB KEYCHAIN_REFUSES EXPIRE P1.TOKEN_BOB EXPIRE P1.TOKEN < P1.TOKEN_BOB",
            "P1.SIGN_IN_BOB KEYCHAIN_FAILS EXPIRE P1.TOKEN P1.TOKEN_BOB EXPIRE P1.TOKEN < P1.TOKEN_BOB",
            "TRAY.TRAY_LOOKS TRAY.TRAY_RENEWS < P1.REFRESH",
            "TRAY.TRAY_LOOKS P1.REFRESH < TRAY.TRAY_SIGNS_OUT");

    private Stories() {}

    /** What is written as a fault or as an action. */
    static Steps.Event event(String text) {
        return text.contains(".") || text.startsWith("CLOCK_R")
                ? Steps.Event.of(Action.parse(text))
                : Steps.Event.of(Fault.valueOf(text));
    }
}
