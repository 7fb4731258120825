package io.github.keytray.proof;

/** Something that a process, the tray, the person or the world does in a story. */
record Action(String actor, Kind kind) {
    /** What can be done. */
    enum Kind {
        TOKEN,
        REFRESH,
        NARROW_TOKEN,
        TOKEN_BOB,
        TOKEN_BY_TRAY,
        LOGIN,
        SIGN_IN_BOB,
        SIGN_IN_BOB_UNSAVED,
        SIGN_OUT,
        SIGN_OUT_UNREVOKED,
        SESSION_TOKEN,
        SESSION_SIGN_OUT,
        TRAY_LOOKS,
        TRAY_RENEWS,
        TRAY_SIGNS_OUT,
        RESTART,
        EXPIRE,
        SLEEP,
        CLOCK_FORWARD,
        CLOCK_BACK,
        CLOCK_RIGHT,
        KEYCHAIN_REFUSES,
        KEYCHAIN_FAILS,
        KEYCHAIN_TAKES,
        KEYS_DOWN,
        KEYS_UP;

        boolean isByProcess() {
            return compareTo(TRAY_SIGNS_OUT) <= 0;
        }

        boolean isSignOut() {
            return name().contains("SIGN_OUT") || this == TRAY_SIGNS_OUT;
        }

        boolean isSignIn() {
            return this == LOGIN || this == SIGN_IN_BOB || this == SIGN_IN_BOB_UNSAVED;
        }
    }

    /** An action as it is written: {@code P1.TOKEN}; what the world does has no dot. */
    static Action parse(String text) {
        int dot = text.indexOf('.');
        return new Action(dot < 0 ? "" : text.substring(0, dot), Kind.valueOf(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return actor.isEmpty() ? kind.toString() : actor + "." + kind;
    }
}
