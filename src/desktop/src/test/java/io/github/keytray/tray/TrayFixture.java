package io.github.keytray.tray;

import static io.github.keytray.tray.FakeSignIns.kept;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.User;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import io.github.keytray.preauth.JournalEntry;
import io.github.keytray.preauth.JournalEntry.Event;
import io.github.keytray.preauth.SignInState.Offline;
import io.github.keytray.preauth.SignInState.SignInRequired;
import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.swing.Session;
import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.setup.ConfiguredProvider;
import io.github.keytray.tray.setup.Policy;
import io.github.keytray.tray.setup.Setup;
import io.github.keytray.tray.text.SignInText;
import io.github.keytray.tray.text.TrayMessages;
import io.github.keytray.tray.theme.PanelAppearance;
import io.github.keytray.tray.theme.ThemeManager;
import java.awt.EventQueue;
import java.awt.Window;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A desk with people signed in, for tests and pictures: nothing of it is real but the windows. */
public final class TrayFixture implements SignInFlow, Autostart {
    public static final Instant NOW = Instant.parse("2026-11-24T13:40:00Z");
    public static final String ACME = "https://login.acme.example/realms/staff";
    public static final StoredSignIn ANA =
            kept(ACME, "orders-desktop", "ana.lima@acme.example", new Valid(NOW.plusSeconds(1500)));
    public static final StoredSignIn ANA_AGAIN = kept(
            ACME,
            "orders-desktop",
            "ana.lima@acme.example",
            new SignInRequired(NOW.minusSeconds(240), "This sign-in has ended at the provider. Please sign in again."));
    public static final StoredSignIn STOCK = kept(
            ACME,
            "stock-terminal",
            "ana.lima@acme.example",
            new Offline(
                    NOW.minusSeconds(16_200),
                    NOW.plusSeconds(120),
                    "login.acme.example cannot be reached. Check your network connection and try again."));
    public static final StoredSignIn PRIVATE =
            kept("https://accounts.example.org", "photo-desk", "ana@example.org", new Valid(NOW.plusSeconds(90_000)));

    final FakeSignIns signIns = new FakeSignIns();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final AtomicBoolean quit = new AtomicBoolean();
    private final AtomicBoolean autostart = new AtomicBoolean();

    /** Three sign-ins at two providers, one of them offline. */
    static TrayFixture ofThree() {
        TrayFixture scene = new TrayFixture();
        scene.signIns.with(ANA).with(STOCK).with(PRIVATE);
        scene.signIns
                .noted(entry(ANA, 5_400, Event.SIGNED_IN, ""))
                .noted(entry(STOCK, 16_200, Event.FAILED, "login.acme.example cannot be reached."))
                .noted(entry(ANA, 2_700, Event.RENEWED, ""))
                .noted(new JournalEntry(NOW.minusSeconds(2_000), null, null, Event.WOKE, ""))
                .noted(entry(ANA, 1_900, Event.RENEWED, ""));
        return scene;
    }

    private static JournalEntry entry(StoredSignIn signIn, long secondsAgo, Event event, String detail) {
        Account account = signIn.account();
        User user = signIn.user();
        return new JournalEntry(NOW.minusSeconds(secondsAgo), account, user.username(), event, detail);
    }

    public static SignInText words() {
        return words(Locale.UK);
    }

    public static SignInText words(Locale language) {
        return new SignInText(new TrayMessages(language), InstantSource.fixed(NOW), () -> TimeZone.getTimeZone("UTC"));
    }

    /** On the event dispatch thread. */
    TrayController tray(Setup setup) {
        return tray(setup, words());
    }

    /** In a language; on the event dispatch thread. */
    TrayController tray(Setup setup, SignInText words) {
        return new TrayController(
                signIns,
                setup,
                this,
                this,
                words,
                new ThemeManager(new PanelAppearance(new Directories(Platform.LINUX, Map.of()))),
                Executors.newCachedThreadPool(),
                TrayFixture::inWindows,
                () -> quit.set(true));
    }

    private static void inWindows(Runnable work) {
        if (EventQueue.isDispatchThread()) work.run();
        else EventQueue.invokeLater(work);
    }

    static Setup setup(ConfiguredProvider... providers) {
        return new Setup(List.of(providers), Policy.FREE, Network.system(), List.of());
    }

    /** From where no provider can be reached. */
    static Setup offline() {
        Network nowhere = Network.system().withProxy("127.0.0.1:1", null);
        return new Setup(List.of(), Policy.FREE, nowhere, List.of());
    }

    @Override
    public CompletableFuture<Session> signIn(
            String issuer, Client client, @Nullable User user, @Nullable Window owner) {
        String secret = client.secret() == null ? "" : " with " + client.secret();
        asked.add("sign in " + (user == null ? issuer + " " + client.id() + secret : user.username()));
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Optional<GrantException>> signOut(StoredSignIn signIn) {
        asked.add("sign out in browser " + signIn.user().username());
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public boolean isOn() {
        return autostart.get();
    }

    @Override
    public boolean isByPolicy() {
        return false;
    }

    @Override
    public void turnOn() throws IOException {
        autostart.set(true);
    }

    @Override
    public void turnOnByPolicy() {
        autostart.set(true);
    }

    @Override
    public void turnOff() {
        autostart.set(false);
    }
}
