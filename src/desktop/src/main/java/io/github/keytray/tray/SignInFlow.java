package io.github.keytray.tray;

import io.github.keytray.GrantException;
import io.github.keytray.User;
import io.github.keytray.oauth.Client;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.swing.Session;
import java.awt.Window;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What takes the person to their browser. Nothing here blocks; futures end on any thread. */
interface SignInFlow {
    /**
     * Has somebody sign in, and tells them why not where it fails.
     *
     * @param user who has to, or null for whoever does
     * @param owner the window that waits, or null
     */
    CompletableFuture<Session> signIn(String issuer, Client client, @Nullable User user, @Nullable Window owner);

    /**
     * Signs somebody out here, and then at the provider's own pages.
     *
     * @return why the provider could not be told, if it could not
     */
    CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn);
}
