package io.github.keytray;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Lets tests in other packages run a grant on a clock of their own. */
public final class VirtualTime {
    private VirtualTime() {}

    public static AutoLoginGrant autoLogin(
            AccountStore store,
            AutoLoginWidget widget,
            UserFetcher fetcher,
            Grant delegate,
            TokenRevoker revoker,
            InstantSource clock,
            LongSupplier nanoTime) {
        return new AutoLoginGrant(store, widget, fetcher, delegate, revoker, clock, nanoTime);
    }
}
