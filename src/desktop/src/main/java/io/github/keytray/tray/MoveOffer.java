package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainMove;
import java.util.Optional;

/**
 * A move of all sign-ins to the desktop's own keychain, which the person may want.
 *
 * @param from the name for users of the keychain that sign-ins are kept in
 * @param to the name for users of the other one
 * @param work moves them, with the keychains' own windows; blocks
 */
record MoveOffer(String from, String to, Work work) {
    /** The offer for the sign-ins in this keychain; empty where they are in the desktop's own. Blocks. */
    static Optional<MoveOffer> of(Keychain keychain) throws GrantException, InterruptedException {
        return KeychainMove.suggested(keychain)
                .map(move ->
                        new MoveOffer(move.from(), move.to(), () -> move.run().size()));
    }

    /** Moves them. */
    @FunctionalInterface
    interface Work {
        /** Returns how many were moved. */
        int run() throws GrantException, InterruptedException;
    }
}
