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
     * Lets a user sign in, and shows the reason where it fails.
     *
     * @param user the user who has to sign in, or null for any user
     * @param owner the window that the dialogs belong to, or null
     */
    CompletableFuture<Session> signIn(String issuer, Client client, @Nullable User user, @Nullable Window owner);

    /**
     * Signs a user out here, and then at the provider in the browser.
     *
     * @return why the provider's session could not be ended, if it could not
     */
    CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn);
}
