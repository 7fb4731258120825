package io.github.keytray.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.github.keytray.Account;
import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.Grant;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.KnownUsers;
import io.github.keytray.MemoryUserStore;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.DeviceDisplay;
import io.github.keytray.oauth.Provider;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs in: silently when a sign-in is stored, else in the browser. */
@Command(
        name = "login",
        description = "Sign in: silently when a sign-in is stored, else in the browser.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "With --json: issuer, client_id, sub, username, silent, saved, expires_at.",
            "A confidential client's secret is kept in the keychain with the sign-in."
        })
final class LoginCommand implements Callable<Integer> {
    /** Where a sign-in is stored. */
    enum Store {
        keychain,
        memory
    }

    /** Whether it is stored. */
    enum Save {
        ask,
        yes,
        no
    }

    @Mixin
    AccountOptions account = new AccountOptions();

    @Option(
            names = "--client-secret-env",
            paramLabel = "VAR",
            description = "The variable that holds the client secret.")
    @Nullable
    String clientSecretVariable;

    @Option(
            names = "--scope",
            paramLabel = "SCOPES",
            description = "Default: as set in files, else openid profile email offline_access")
    @Nullable
    String scope;

    @Option(
            names = "--redirect-uri",
            paramLabel = "URI",
            description = "A loopback address that is registered with its port.")
    @Nullable
    URI redirectUri;

    @Option(
            names = "--store",
            paramLabel = "WHERE",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    Store store = Store.keychain;

    @Option(
            names = "--save",
            paramLabel = "ANSWER",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    Save save = Save.ask;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the person has. Default: 5m")
    Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = "--device",
            description = {
                "Sign in on another device, such as a phone, where the provider offers it.",
                "Without it that is done where no browser can be opened here."
            })
    boolean device;

    @Option(
            names = "--print-link",
            description = "Open no browser: print the link, to be opened by hand on this computer.")
    boolean printLink;

    @Option(names = "--force", description = "Sign in anew. Nothing is cleared before that succeeds.")
    boolean force;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    private final Wiring wiring;
    private final PrintWriter out;
    private final PrintWriter err;

    LoginCommand(Wiring wiring, PrintWriter out, PrintWriter err) {
        this.wiring = wiring;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws GrantException, InterruptedException {
        Account kept = account.account();
        Provider provider = account.provider(wiring).rememberedIn(wiring.providers());
        Client client = client();
        if (client.secret() == null && store == Store.keychain) client = GrantChain.asKept(client, kept, wiring);
        AccountStore place = store == Store.memory ? new MemoryUserStore() : wiring.keychain(kept, client.secret());
        if (device && printLink) throw new WrongUsage("--device and --print-link: choose one of them");
        ObservedBrowser visits = new ObservedBrowser(provider);
        Widget widget = new Widget(kept);
        Grant person = new BrowserOrDevice(
                provider,
                client,
                visits.counted(printLink ? wiring.link() : wiring.browser()),
                visits.countedOn(wiring.device()),
                wiring.terminal(),
                device,
                timeout,
                wiring.clock());
        GrantChain signIn = GrantChain.interactive(provider, client, place, widget, person, wiring.clock());
        TokenRequest request = TokenRequest.interactive();
        if (scope != null) request = request.scopes(client.scopes().toArray(String[]::new));
        StoredUser user = signIn.grant().fetchUser(force ? request.signInAgain() : request);
        boolean saved = store == Store.keychain
                && widget.problem == null
                && place.getDefaultUser().map(user::equals).orElse(false);
        if (saved) wiring.tray().changed(kept);
        report(user, !visits.begun, saved);
        // A sign-in that ends with this command has no use.
        if (widget.isDeclined) signIn.grant().forgetDeclined();
        if (widget.problem != null) throw widget.problem;
        return ExitCode.DONE;
    }

    private Client client() {
        Client client = account.client(wiring);
        try {
            client = client.withRedirectUri(redirectUri);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(String.valueOf(e.getMessage()));
        }
        if (scope != null) {
            if (scope.isBlank()) throw new WrongUsage("--scope is empty");
            client = client.withScopes(Set.of(scope.strip().split("\\s+")));
        }
        if (timeout.isZero()) throw new WrongUsage("--timeout is zero");
        if (clientSecretVariable == null) return client;
        String secret = wiring.environment().get(clientSecretVariable);
        if (secret == null || secret.isEmpty()) {
            throw new WrongUsage("the variable " + clientSecretVariable + " of --client-secret-env is not set");
        }
        return client.withSecret(secret);
    }

    private void report(StoredUser user, boolean silent, boolean saved) {
        Token token = user.token();
        Instant expiresAt = token == null ? null : token.expiresAt();
        if (json) {
            JsonObject result = new JsonObject();
            result.addProperty("issuer", account.issuer);
            result.addProperty("client_id", account.client.id());
            result.addProperty("sub", user.user().id());
            result.addProperty("username", user.user().username());
            result.addProperty("silent", silent);
            result.addProperty("saved", saved);
            result.addProperty("expires_at", expiresAt == null ? null : expiresAt.toString());
            result.addProperty("renewable", token != null && token.refreshToken() != null);
            out.println(new GsonBuilder().serializeNulls().create().toJson(result));
            return;
        }
        String host = account.account().host();
        out.println((silent ? "Already signed in as " : "Signed in as ")
                + user.user().username() + " (" + host + ")" + (saved ? "." : "; the sign-in is not kept."));
        String unrenewable =
                MissingRefreshToken.sentence(host, token, wiring.clock().instant());
        if (unrenewable != null) out.println(unrenewable);
    }

    /** Notes whether the person was needed, and tells them beforehand who else will hear of the sign-in. */
    private final class ObservedBrowser {
        private final Provider provider;
        private volatile boolean begun;
        private volatile String said = "";

        ObservedBrowser(Provider provider) {
            this.provider = provider;
        }

        Browser counted(Browser browser) {
            return authorization -> {
                begin();
                return browser.open(authorization);
            };
        }

        DeviceDisplay countedOn(DeviceDisplay display) {
            return authorization -> {
                begin();
                return display.show(authorization);
            };
        }

        private void begin() throws GrantException, InterruptedException {
            String elsewhere = EndpointHosts.unfamiliar(provider.expectedMetadata());
            begun = true;
            if (!elsewhere.isEmpty() && !elsewhere.equals(said)) err.println(elsewhere);
            said = elsewhere;
        }
    }

    /** Answers by the option, or asks. A sign-in that could not be stored makes this command fail. */
    private final class Widget implements AutoLoginWidget {
        private final Account kept;
        private @Nullable StoreUnavailable problem;
        private boolean isDeclined;

        Widget(Account kept) {
            this.kept = kept;
        }

        @Override
        public boolean shouldWeSave(StoredUser user) throws InterruptedException {
            return askToSave(user) == SaveAnswer.YES;
        }

        @Override
        public SaveAnswer askToSave(StoredUser user) throws InterruptedException {
            SaveAnswer answer = answer(user);
            isDeclined = answer != SaveAnswer.YES;
            return answer;
        }

        private SaveAnswer answer(StoredUser user) throws InterruptedException {
            if (store == Store.memory) return SaveAnswer.NO;
            if (save == Save.ask) return wiring.widget(kept).askToSave(user);
            return save == Save.yes ? SaveAnswer.YES : SaveAnswer.NO;
        }

        @Override
        public Optional<User> chooseUser(KnownUsers known) throws GrantException, InterruptedException {
            return wiring.widget(kept).chooseUser(known);
        }

        @Override
        public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
            return wiring.widget(kept).awaitOther(other);
        }

        @Override
        public boolean shouldWeSignInHere() throws InterruptedException {
            return wiring.widget(kept).shouldWeSignInHere();
        }

        @Override
        public void couldNotSave(StoredUser user, StoreUnavailable notSaved) {
            problem = notSaved;
        }
    }
}
