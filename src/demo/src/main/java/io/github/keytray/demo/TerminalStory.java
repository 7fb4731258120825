package io.github.keytray.demo;

import io.github.keytray.AutoLoginGrant;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.InteractionRequired;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.RefreshGrant;
import io.github.keytray.StoredUser;
import io.github.keytray.TokenRequest;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.oauth.AuthorizationCodeGrant;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.testkit.EmbeddedProvider;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The demonstration without a display: every part is real but the person and their browser. */
final class TerminalStory {
    private final EmbeddedProvider provider;
    private final MovableClock clock;
    private final PrintStream out;
    private final StandInUser ana = StandInUser.of(Demo.ANA, StandInUser.Does.LOGIN);
    private final KeychainUserStore store;
    private final String keychain = Keychain.system().name();
    private boolean kept = true;

    TerminalStory(EmbeddedProvider provider, MovableClock clock, PrintStream out) {
        this.provider = provider;
        this.clock = clock;
        this.out = out;
        store = new KeychainUserStore(
                Keychain.system(), Provider.of(provider.issuer()).account(Demo.CLIENT_ID));
    }

    void tell() throws GrantException, IOException, InterruptedException {
        say("Keytray, told on the terminal because there is no display. A program plays ana, who signs in.");
        say("The provider: " + provider.issuer());
        findKeychain();

        say("");
        say("First start");
        AutoLoginGrant grant = grant();
        start(grant);
        if (!kept) {
            say("The same session, asked again");
            start(grant);
        }
        say("Second start");
        grant = grant();
        start(grant);
        say("An hour later, with an access token that has expired");
        clock.advance(Duration.ofHours(1));
        provider.forgetRequests();
        StoredUser last = start(grant);
        say("  The token was renewed with " + provider.requests(Endpoint.TOKEN).size() + " request to the provider.");
        say("Sign-out");
        signOut(grant, last);
    }

    /** Nothing is there from an earlier run that was cut off. */
    private void findKeychain() throws GrantException, InterruptedException {
        try {
            store.putDefaultUser(null);
            say("The keychain: " + keychain);
        } catch (StoreUnavailable problem) {
            kept = false;
            say("The keychain: none. " + problem.getMessage());
            say("So the sign-in is kept in memory, for the session only.");
        }
    }

    /** What an application does when it starts. */
    private StoredUser start(AutoLoginGrant grant) throws GrantException, IOException, InterruptedException {
        int before = ana.visits();
        StoredUser user = grant.fetchUser(TokenRequest.interactive());
        if (ana.visits() == before) {
            say("  " + user.user().username() + " was signed in silently: no browser, no question.");
        }
        String token = Objects.requireNonNull(user.token()).accessToken();
        List<Order> orders = Order.fetch(
                provider.resource(Order.RESOURCE),
                request -> request.setRequestProperty("Authorization", "Bearer " + token));
        say("  The application shows " + orders.size() + " orders.");
        return user;
    }

    private void signOut(AutoLoginGrant grant, StoredUser last) throws GrantException, InterruptedException {
        try {
            grant.forget();
        } catch (StoreUnavailable problem) {
            if (kept) throw problem;
        }
        endpoint().revoke(Objects.requireNonNull(last.token()));
        say("  The sign-in is deleted from " + (kept ? keychain : "memory") + " and revoked at the provider.");
        try {
            grant().fetchToken(TokenRequest.silent());
        } catch (InteractionRequired | StoreUnavailable end) {
            say("  From now on: " + (kept ? end.getMessage() : "Nobody is signed in."));
        }
    }

    /** A new composition, as each start of an application makes it. */
    private AutoLoginGrant grant() {
        Provider issuer = Provider.of(provider.issuer());
        Client client = Client.of(Demo.CLIENT_ID);
        Browser window = Browser.of(page -> {
            say("  The browser was needed: ana signs in at " + page.getAuthority() + ".");
            ana.open(page);
        });
        AuthorizationCodeGrant browser =
                new AuthorizationCodeGrant(issuer, client, window, Duration.ofMinutes(1), clock);
        return new AutoLoginGrant(
                store, new Answers(), new UserInfoFetcher(issuer), new RefreshGrant(endpoint(), browser), clock);
    }

    private TokenEndpoint endpoint() {
        return new TokenEndpoint(Provider.of(provider.issuer()), Client.of(Demo.CLIENT_ID), clock);
    }

    private void say(String line) {
        out.println(line);
    }

    /** What ana answers. */
    private final class Answers implements AutoLoginWidget {
        @Override
        public boolean shouldWeSave(StoredUser user) {
            say("  \"Stay signed in as " + user.user().username() + "?\" Yes.");
            return true;
        }

        @Override
        public boolean shouldWeSignInUnsaved(StoreUnavailable problem) {
            return true;
        }

        @Override
        public void couldNotSave(StoredUser user, StoreUnavailable problem) {
            kept = false;
            say("  " + problem.getMessage());
        }
    }
}
