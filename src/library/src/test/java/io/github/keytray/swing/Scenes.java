package io.github.keytray.swing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.keytray.Account;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.GrantException.Unreachable;
import io.github.keytray.KnownUsers;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.internal.broker.BrokerGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.DeviceAuthorization;
import io.github.keytray.oauth.Logout;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import java.awt.BorderLayout;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;

/** Every window that a person can meet, by a name for its picture. */
final class Scenes {
    static final StoredUser ANA = named("1", "ana.lima@acme.example", "Ana Lima", "r");
    static final StoredUser BEN = named("2", "ben", null, "r");
    static final StoredUser EVA =
            named("3", "eva.maria.hernandez.gonzalez@subsidiary.acme.example", "Eva María Hernández González", null);
    static final Account ACCOUNT = new Account("https://login.acme.example/realms/staff", "orders");

    private Scenes() {}

    private static StoredUser named(String sub, String username, @Nullable String name, @Nullable String refreshToken) {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder().subject(sub).claim("name", name).build();
        String idToken =
                new JWSHeader(JWSAlgorithm.RS256).toBase64URL() + "." + Base64URL.encode(claims.toString()) + ".c2ln";
        Instant issued = Instant.now().minusSeconds(3600);
        return new StoredUser(
                new User(sub, username),
                new Token("a", "Bearer", refreshToken, idToken, Set.of(), Set.of(), issued, issued.plusSeconds(300)));
    }

    /** Without a refresh token, with an access token of eight hours. */
    static StoredUser unrenewed(Instant now) {
        return new StoredUser(
                ANA.user(),
                new Token("a", "Bearer", null, null, Set.of(), Set.of(), now, now.plus(Duration.ofHours(8))));
    }

    /** Opens a window and waits until it is closed, or returns as soon as it is open. */
    interface GalleryScene {
        void open() throws GrantException, InterruptedException;
    }

    static Map<String, GalleryScene> over(JFrame host) {
        SavePrompt prompt = new SavePrompt(host, ACCOUNT, "GNOME Keyring");
        StoreUnavailable absent = new StoreUnavailable(
                StoreUnavailable.Reason.ABSENT,
                "There is no keychain on this desktop that answers, so sign-ins last until the application ends."
                        + " Install or start GNOME Keyring or KWallet to keep them.");
        Unreachable outage = new Unreachable(
                "login.acme.example does not answer in time. Check the network connection and try again.", null);
        Browser none = attempt -> {
            throw new Unreachable("No browser could be opened.", null);
        };
        Map<String, GalleryScene> scenes = new LinkedHashMap<>();
        scenes.put("save-prompt", () -> prompt.askToSave(ANA));
        scenes.put("save-prompt-not-renewed", () -> prompt.askToSave(unrenewed(Instant.now())));
        scenes.put("sign-in", () -> new SignInDialog(host, attempt -> () -> {}, true).open(new GalleryAuthorization()));
        scenes.put("no-browser", () -> new SignInDialog(host, none).open(new GalleryAuthorization()));
        scenes.put("other-device", () -> new SignInDialog(host, none, true).show(new GalleryAuthorization()));
        scenes.put("another-application", () -> {
            try {
                prompt.awaitOther(patience -> false);
            } catch (GrantException.Cancelled closed) {
                // By the Escape after the picture.
            }
        });
        scenes.put("sign-in-here", prompt::shouldWeSignInHere);
        scenes.put("no-keychain", () -> prompt.shouldWeSignInUnsaved(absent));
        scenes.put("not-kept", () -> prompt.couldNotSave(ANA, absent));
        scenes.put("in-a-window-of-the-hosts", () -> inside(host));
        scenes.put("choose", () -> choose(host, ANA, BEN, EVA));
        scenes.put("problem", () -> prompt.tell(outage));
        return scenes;
    }

    /** What stands in a window of the host's own. */
    private static void inside(JFrame host) {
        SwingUtilities.invokeLater(() -> {
            InstantSource clock = InstantSource.system();
            Provider provider = Provider.of(ACCOUNT.issuer());
            Client client = Client.of("orders");
            Grant nobody = request -> {
                throw new GrantException.Cancelled("Nobody is there.");
            };
            MemoryUserStore store = new MemoryUserStore();
            AutoLoginGrant grant = new AutoLoginGrant(store, user -> false, token -> ANA.user(), nobody, clock);
            SignInParts parts = new SignInParts(
                    new BrokerGrant(null, grant),
                    store,
                    new TokenEndpoint(provider, client, clock),
                    new Logout(provider, client, attempt -> () -> {}, Duration.ofMinutes(1), clock),
                    clock);
            SwingSignIn signIn = SwingSignIn.builder()
                    .issuer(ACCOUNT.issuer())
                    .clientId("orders")
                    .store(new MemoryUserStore())
                    .build();
            JDialog window = new JDialog(host, "Acme Orders", true);
            window.add(new SavePanel(new SaveQuestion(host, Messages.of(host), ACCOUNT, "GNOME Keyring", ANA)));
            window.add(
                    new SignedInBar(new Session(signIn, parts, Workers.daemons(), ANA), next -> {}),
                    BorderLayout.PAGE_END);
            window.setLocale(host.getLocale());
            window.pack();
            window.setLocationRelativeTo(host);
            window.setVisible(true);
        });
    }

    private static void choose(JFrame host, StoredUser... users) throws InterruptedException {
        KnownUsers known = new KnownUsers() {
            @Override
            public List<StoredUser> users() {
                return List.of(users);
            }

            @Override
            public void remove(User user) {}
        };
        try {
            new AccountChooser(host, ACCOUNT, "GNOME Keyring", InstantSource.system()).choose(known);
        } catch (GrantException closed) {
            // By the Escape after the picture.
        }
    }

    private record GalleryAuthorization(URI uri, URI verificationUri, String userCode, Instant deadline)
            implements DeviceAuthorization {
        GalleryAuthorization() {
            this(
                    URI.create("https://login.acme.example/realms/staff/device?user_code=WDJB-MJHT"),
                    URI.create("https://login.acme.example/realms/staff/device"),
                    "WDJB-MJHT",
                    Instant.now().plusSeconds(292));
        }

        @Override
        public void cancel() {}
    }
}
