package io.github.keytray.proof;

import io.github.keytray.AccountStore;
import io.github.keytray.AutoLoginGrant;
import io.github.keytray.AutoLoginWidget;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.RefreshGrant;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.VirtualTime;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import io.github.keytray.keychain.ModelKeychain;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.ModelSignIn;
import io.github.keytray.oauth.Provider;
import io.github.keytray.oauth.TokenEndpoint;
import io.github.keytray.oauth.UserInfoFetcher;
import io.github.keytray.preauth.ModelTray;
import io.github.keytray.proof.Fault.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A process: the real composition over models of the keychain and of the provider. The tray is one, too. */
final class ModelProcess implements ModelKeychain.Observer, AutoLoginWidget {
    /** Longer than any machine is busy: a caller hears of an interrupt at once, or the exploration has a fault of its own. */
    private static final long LONGEST_HEARING = TimeUnit.SECONDS.toNanos(10);

    static final Set<String> SCOPES = Set.of("openid", "profile", "orders");

    private final World world;
    private final String name;
    private final Keychain keychain;
    private final AutoLoginGrant grant;
    private final TokenEndpoint endpoint;
    private final HostSession session;
    private final @Nullable ModelTray tray;
    private final Instant begun;
    private volatile Instant actsSince;
    private volatile boolean dead;
    private volatile @Nullable Thread caller;
    /** Whose thread it works on, if on another one's. */
    private volatile @Nullable ModelProcess client;

    private volatile Action.@Nullable Kind kind;

    ModelProcess(World world, String name, String role) {
        this.world = world;
        this.name = name;
        this.begun = world.now();
        this.actsSince = begun;
        this.keychain = ModelKeychain.of(world.entries, world.directory, this, world.clock(), world.longest);
        Provider provider = reach();
        Client client = Client.of("app").withScopes(SCOPES).withParameter("resource", ModelProvider.RESOURCE);
        this.endpoint = new TokenEndpoint(provider, client, world.clock());
        ModelSignIn person = new ModelSignIn(endpoint, client, this::authorize);
        AccountStore store = new StepStore(
                new KeychainUserStore(keychain, World.ACCOUNT).withResource(ModelProvider.RESOURCE), this);
        this.grant = VirtualTime.autoLogin(
                store,
                this,
                new UserInfoFetcher(provider),
                new RefreshGrant(endpoint, person),
                endpoint,
                world.clock(),
                world::nanos);
        this.session = new HostSession(world, grant, store, endpoint);
        this.tray = role.equals("TRAY")
                ? new ModelTray(keychain, issuer -> reach(), world.directory, world.clock(), world::nanos)
                : null;
    }

    private Provider reach() {
        return ModelSignIn.reachedBy(
                Provider.of(ModelProvider.ISSUER), () -> new ModelHttp(world, this), world.clock(), world::nanos);
    }

    String name() {
        return name;
    }

    Instant begun() {
        return begun;
    }

    /** When its last action began. */
    Instant actsSince() {
        return actsSince;
    }

    boolean isDead() {
        return dead;
    }

    /** Whether it is this one's turn when it is that one's. */
    boolean works(ModelProcess turn) {
        return turn == this || turn == client;
    }

    void die() {
        dead = true;
    }

    /** Cancels the caller, and gives it time to hear of it. */
    void interrupt() {
        Thread thread = caller;
        if (thread == null) return;
        thread.interrupt();
        if (thread == Thread.currentThread()) return;
        long end = System.nanoTime() + LONGEST_HEARING;
        while (System.nanoTime() < end && thread.isAlive() && (thread.isInterrupted() || isRunning(thread))) {
            LockSupport.parkNanos(50_000);
        }
    }

    private static boolean isRunning(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE;
    }

    /** Does what the action says, and has the outcome judged. */
    void invoke(Action action) {
        Thread before = caller;
        caller = Thread.currentThread();
        kind = action.kind();
        actsSince = world.now();
        Judge verify = new Judge(world, this, action);
        try {
            StoredUser user = act(action.kind());
            world.steps().note(user == null ? "done" : user.user().username());
            verify.returned(user);
        } catch (GrantException | InterruptedException | RuntimeException | Error e) {
            world.steps().note(e.getClass().getName());
            verify.failed(e);
        } finally {
            caller = before;
        }
        if (tray != null) world.shown(tray.shown());
    }

    private @Nullable StoredUser act(Action.Kind kind) throws GrantException, InterruptedException {
        TokenRequest alice = TokenRequest.silent().user(World.ALICE);
        switch (kind) {
            case TOKEN -> {
                return grant.fetchUser(alice);
            }
            case REFRESH -> {
                return grant.fetchUser(alice.forceRefresh());
            }
            case NARROW_TOKEN -> {
                return grant.fetchUser(alice.scopes("profile").forceRefresh());
            }
            case TOKEN_BOB -> {
                return grant.fetchUser(TokenRequest.silent().user(World.BOB));
            }
            case TOKEN_BY_TRAY -> {
                Optional<StoredUser> theirs = askTray();
                return theirs.isPresent() ? theirs.get() : grant.fetchUser(alice);
            }
            case LOGIN -> {
                StoredUser user = grant.fetchUser(TokenRequest.interactive().user(World.ALICE));
                session.begin(user);
                return user;
            }
            case SIGN_IN_BOB, SIGN_IN_BOB_UNSAVED -> {
                return grant.fetchUser(TokenRequest.interactive().selectAccount());
            }
            case SIGN_OUT -> {
                Optional<StoredUser> gone = grant.forget(World.ALICE);
                Token token = gone.map(StoredUser::token).orElse(null);
                if (token != null) endpoint.revoke(token);
            }
            case SIGN_OUT_UNREVOKED -> grant.forget(World.ALICE);
            case SESSION_TOKEN -> {
                return session.token();
            }
            case SESSION_SIGN_OUT -> session.signOut();
            case TRAY_LOOKS -> tray().tick();
            case TRAY_RENEWS -> tray().renew();
            case TRAY_SIGNS_OUT -> {
                tray().tick();
                tray().signOut(World.ALICE);
            }
            default -> throw new AssertionError(kind);
        }
        return null;
    }

    HostSession session() {
        return session;
    }

    private ModelTray tray() {
        if (tray == null) throw new AssertionError(name);
        return tray;
    }

    private Optional<StoredUser> askTray() {
        if (!world.isRunning("TRAY")) return Optional.empty();
        BrokerRequest question = new BrokerRequest(World.ACCOUNT, World.ALICE.id(), Set.of(), null);
        ModelProcess other = world.process("TRAY");
        other.client = this;
        BrokerResponse reply;
        try {
            reply = other.tray().answer(question);
        } finally {
            other.client = null;
        }
        return reply instanceof BrokerResponse.Granted granted
                ? Optional.of(new StoredUser(granted.user(), granted.token()))
                : Optional.empty();
    }

    private String authorize(Set<String> scopes, String nonce) throws InterruptedException {
        world.steps().pass(this, Site.PERSON, "signs in");
        world.visits.incrementAndGet();
        User person = kind == Action.Kind.LOGIN ? World.ALICE : World.BOB;
        return world.provider().authorize(person, scopes, nonce);
    }

    @Override
    public boolean shouldWeSave(StoredUser user) throws InterruptedException {
        world.steps().pass(this, Site.PERSON, "is asked to save");
        return kind != Action.Kind.SIGN_IN_BOB_UNSAVED;
    }

    @Override
    public boolean shouldWeSignInUnsaved(StoreUnavailable problem) {
        world.shown(problem.getMessage());
        return true;
    }

    @Override
    public boolean awaitOther(OtherSignIn other) throws GrantException, InterruptedException {
        return other.hasEnded(Duration.ofMillis(1));
    }

    @Override
    public boolean shouldWeSignInHere() {
        return true;
    }

    @Override
    public void couldNotSave(StoredUser user, StoreUnavailable problem) {
        world.shown(problem.getMessage());
    }

    /** A step at a lock. */
    void lock(String what) throws StoreUnavailable, InterruptedException {
        fail(world.steps().pass(this, Site.LOCK, what));
    }

    void unlocked(String what) throws InterruptedException {
        world.steps().pass(this, Site.UNLOCK, what);
    }

    @Override
    public void get(String entry) throws StoreUnavailable, InterruptedException {
        fail(world.steps().pass(this, Site.READ, entry));
    }

    @Override
    public void write(String entry, Runnable write) throws StoreUnavailable, InterruptedException {
        Fault fault = world.steps().pass(this, Site.WRITE, entry);
        if (fault == Fault.LATE_WRITE || fault == Fault.LAST_WRITE) world.late(write, fault == Fault.LATE_WRITE);
        fail(world.keychain != null ? world.keychain : fault);
        if (fault != Fault.LOST_WRITE) write.run();
        world.doWhatIsLate(true);
    }

    @Override
    public void written(String entry) throws StoreUnavailable, InterruptedException {
        world.look();
        fail(world.steps().pass(this, Site.WRITTEN, entry));
    }

    private void fail(@Nullable Fault fault) throws StoreUnavailable, InterruptedException {
        if (fault != null && Fault.HANGS.contains(fault)) ModelKeychain.hang(keychain);
        if (fault != null && fault.reason != null) throw new StoreUnavailable(fault.reason, "The model says " + fault);
    }
}
