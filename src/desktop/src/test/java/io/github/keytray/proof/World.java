package io.github.keytray.proof;

import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import io.github.keytray.User;
import io.github.keytray.keychain.ModelKeychain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Everything that the processes of one person share: the time, the keychain's entries, the provider. */
final class World {
    static final User ALICE = new User("sub-alice", "alice");
    static final User BOB = new User("sub-bob", "bob");
    static final Account ACCOUNT = new Account(ModelProvider.ISSUER, "app");

    final Map<String, String> entries = new ConcurrentHashMap<>();
    final Path directory;
    /** How long a value can be that the keychain keeps in one entry. */
    final int longest;

    private final Story story;
    private final ModelProvider provider;
    private final Steps steps;
    private final Turns turns = new Turns(this);
    private final Map<String, ModelProcess> processes = new LinkedHashMap<>();
    private final Set<String> violations = new LinkedHashSet<>();
    private final Set<String> secrets = new HashSet<>();
    private final Set<String> saved = ConcurrentHashMap.newKeySet();
    private final Map<Runnable, Boolean> late = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private Duration skew = Duration.ZERO;
    private long nanos;
    private int lives;
    /** How every write to the keychain fails, if it does. */
    volatile @Nullable Fault keychain;

    volatile boolean signedOut;
    /** Whether the person was told that the sign-out is done. */
    volatile boolean toldSignedOut;

    volatile boolean bobIsKept;
    /** Whether nothing goes wrong any more. */
    private volatile boolean mended;

    final AtomicInteger visits = new AtomicInteger();

    World(Story story, Path directory, int longest) {
        this.story = story;
        this.directory = directory;
        this.longest = longest;
        this.provider = new ModelProvider(this, story.kind());
        this.steps = new Steps(this, story.plan());
    }

    Story story() {
        return story;
    }

    ModelProvider provider() {
        return provider;
    }

    TokenHistory history() {
        return provider.history();
    }

    Steps steps() {
        return steps;
    }

    Turns turns() {
        return turns;
    }

    synchronized ModelProcess process(String name) {
        ModelProcess known = processes.get(name);
        if (known != null && !known.isDead()) return known;
        ModelProcess fresh = new ModelProcess(this, name + (lives++ == 0 ? "" : "#" + lives), name);
        processes.put(name, fresh);
        return fresh;
    }

    /** Whether it holds a session that was signed out. */
    synchronized boolean hasEndedSession(String name) {
        ModelProcess known = processes.get(name);
        return known != null && !known.isDead() && known.session().isEnded();
    }

    synchronized boolean isRunning(String name) {
        ModelProcess known = processes.get(name);
        return known != null && !known.isDead();
    }

    InstantSource clock() {
        return this::seen;
    }

    private synchronized Instant seen() {
        return now.plus(skew);
    }

    synchronized Instant now() {
        return now;
    }

    synchronized long nanos() {
        return nanos;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    synchronized void skew(Duration by) {
        skew = by;
    }

    /** From now on nothing goes wrong any more. */
    synchronized void mend() {
        skew = Duration.ZERO;
        keychain = null;
        provider.keysDown = false;
        mended = true;
    }

    boolean isMended() {
        return mended;
    }

    synchronized boolean isClockRight() {
        return skew.isZero();
    }

    /** What is done by nobody's process. */
    synchronized void happen(Action action) {
        switch (action.kind()) {
            case RESTART -> processes.remove(action.actor());
            case EXPIRE -> pass(Duration.ofMinutes(61));
            case SLEEP -> now = now.plus(Duration.ofHours(8));
            case CLOCK_FORWARD -> skew(Duration.ofMinutes(4));
            case CLOCK_BACK -> skew(Duration.ofMinutes(-4));
            case CLOCK_RIGHT -> skew(Duration.ZERO);
            case KEYCHAIN_REFUSES -> keychain = Fault.DENIED;
            case KEYCHAIN_FAILS -> keychain = Fault.FAILED;
            case KEYCHAIN_TAKES -> keychain = null;
            case KEYS_DOWN -> provider.keysDown = true;
            case KEYS_UP -> provider.keysDown = false;
            default -> throw new AssertionError(action);
        }
    }

    /** Whether somebody may not know what another was given: a keychain failed, or a process died. */
    boolean isForgetful() {
        return story.isForgetful();
    }

    synchronized void keepSecret(String secret) {
        secrets.add(secret);
    }

    /**
     * A write is carried out later.
     *
     * @param atNext whether with the next one
     */
    synchronized void late(Runnable write, boolean atNext) {
        late.put(write, atNext);
    }

    /** @param atNext whether it is only another write that is carried out */
    synchronized void doWhatIsLate(boolean atNext) {
        late.entrySet().removeIf(write -> {
            if (atNext && !write.getValue()) return false;
            write.getKey().run();
            return true;
        });
    }

    /** What is kept at this moment must be whole, and each person's own. */
    void look() {
        try {
            Roster roster = ModelKeychain.read(entries, directory, ACCOUNT);
            for (StoredUser user : roster.users()) {
                if (user.token() == null) continue;
                if (user.token().refreshToken() != null) saved.add(user.token().refreshToken());
                TokenHistory.Access access = history().access(user.token().accessToken());
                boolean isOwn = access != null && access.person().equals(user.user());
                if (!isOwn) violated("a token of another person is saved");
            }
        } catch (GrantException damaged) {
            violated("what is saved is not whole");
        }
    }

    /** Whether the person is kept in the keychain, with a token. */
    boolean keeps(User person) {
        try {
            return ModelKeychain.read(entries, directory, ACCOUNT)
                    .user(person.id())
                    .filter(user -> user.token() != null)
                    .isPresent();
        } catch (GrantException damaged) {
            violated("what is saved is not whole");
            return false;
        }
    }

    boolean wasSaved(String refreshToken) {
        return saved.contains(refreshToken);
    }

    synchronized void violated(String what) {
        violations.add(what);
    }

    synchronized Set<String> violations() {
        return new LinkedHashSet<>(violations);
    }

    /** Nothing that is shown may hold a secret. */
    synchronized void shown(String text) {
        for (String secret : secrets) {
            if (text.contains(secret)) violated("a secret is shown: " + secret.replaceAll("-.*", ""));
        }
    }
}
