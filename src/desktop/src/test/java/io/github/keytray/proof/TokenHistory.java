package io.github.keytray.proof;

import io.github.keytray.User;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which tokens were issued to whom, sent and refused, and what follows from that for the person. */
final class TokenHistory {
    /** More than any clock of a story is wrong, and than a token is refreshed ahead of its end. */
    private static final Duration CLOCK_FAULTS = Duration.ofMinutes(10);

    private final World world;
    private final ModelProvider.Kind kind;
    private final Map<String, Issued> refreshTokens = new LinkedHashMap<>();
    private final Map<String, Access> accessTokens = new HashMap<>();

    TokenHistory(World world, ModelProvider.Kind kind) {
        this.world = world;
        this.kind = kind;
    }

    /** One sign-in of one person, as long as it lasts. */
    static final class Family {
        final User person;
        final Set<String> scopes;
        boolean ended;
        /** Whether a refresh token was refused that was the newest that anybody could know. */
        boolean refused;

        boolean isLast = true;

        Family(User person, Set<String> scopes) {
            this.person = person;
            this.scopes = scopes;
        }
    }

    /** A refresh token that was issued. */
    static final class Issued {
        final String value;
        final Family family;
        final Set<String> receivedBy = new HashSet<>();
        final Set<String> refusedTo = new HashSet<>();

        @Nullable
        Issued successor;

        Instant usedAt = Instant.MAX;
        Instant refusedAt = Instant.MIN;

        Issued(String value, Family family) {
            this.value = value;
            this.family = family;
        }
    }

    /** An access token that was issued. */
    record Access(User person, Set<String> scopes, Instant end, boolean refuted) {}

    synchronized void add(Issued issued) {
        refreshTokens.put(issued.value, issued);
    }

    /** From now on that is the last sign-in of the person. */
    synchronized void begin(Family family) {
        for (Issued each : refreshTokens.values()) {
            if (each.family.person.equals(family.person)) each.family.isLast = false;
        }
    }

    synchronized @Nullable Issued issued(@Nullable String refreshToken) {
        return refreshTokens.get(refreshToken);
    }

    synchronized void received(ModelProcess process, @Nullable Issued issued) {
        if (issued != null) issued.receivedBy.add(process.name());
    }

    synchronized void put(String accessToken, Access access) {
        accessTokens.put(accessToken, access);
    }

    synchronized @Nullable Access access(String accessToken) {
        return accessTokens.get(accessToken);
    }

    /** Somebody sends a refresh token. */
    synchronized void watch(ModelProcess process, Issued issued) {
        if (world.signedOut) return;
        if (issued.refusedTo.contains(process.name())) world.violated("a refresh token is sent again that was refused");
        // What is refused in the middle of an action can be news to it.
        boolean isKnown = issued.refusedAt.isAfter(process.begun()) && issued.refusedAt.isBefore(process.actsSince());
        if (isKnown && !world.isForgetful())
            world.violated("a refresh token is sent that was refused to another process");
        if (hasKnownSuccessor(process, issued)) {
            world.violated("a refresh token is sent although its successor had been received");
        }
    }

    synchronized void refused(ModelProcess process, Issued issued) {
        issued.refusedTo.add(process.name());
        if (issued.refusedAt.equals(Instant.MIN)) issued.refusedAt = world.now();
        if (!hasKnownSuccessor(process, issued)) issued.family.refused = true;
    }

    /** With keychains that fail and processes that die, what one was given another cannot know. */
    private boolean hasKnownSuccessor(ModelProcess process, Issued issued) {
        for (Issued next = issued.successor; next != null; next = next.successor) {
            boolean known = world.isForgetful()
                    ? next.receivedBy.contains(process.name()) || world.wasSaved(next.value)
                    : !next.receivedBy.isEmpty();
            if (known) return true;
        }
        return false;
    }

    /** Whether it is right to ask the person: the newest refresh token that the process can know was refused, or is none. */
    synchronized boolean mayAskAgain(ModelProcess process, User person, Action.Kind asked) {
        if (kind == ModelProvider.Kind.NO_REFRESH_TOKEN) return !hasValidAccess(person) || asked != Action.Kind.TOKEN;
        // A sign-in that the keychain did not take leaves others with the one before.
        return wasRefused(person) || (world.isForgetful() && isLost(process, person));
    }

    /** By any clock that the story has. */
    private boolean hasValidAccess(User person) {
        Instant soon = world.now().plus(CLOCK_FAULTS);
        return accessTokens.values().stream()
                .anyMatch(access -> access.person.equals(person) && soon.isBefore(access.end) && !access.refuted);
    }

    /** Whether the process cannot know the newest refresh token of this person: an older one must not be sent. */
    private boolean isLost(ModelProcess process, User person) {
        Issued newest = null;
        for (Issued each : refreshTokens.values()) if (each.family.person.equals(person)) newest = each;
        return newest != null && !newest.receivedBy.contains(process.name()) && !world.wasSaved(newest.value);
    }

    /** What has another sign-in of the same person in its place is to be revoked. */
    synchronized void lookForAbandoned() {
        for (Issued issued : refreshTokens.values()) {
            Family family = issued.family;
            if (!family.isLast && !family.ended && !family.refused) world.violated("a replaced sign-in is not revoked");
        }
    }

    /** Whether the newest refresh token of this person was refused since they last signed in. */
    synchronized boolean wasRefused(User person) {
        return refreshTokens.values().stream()
                .map(issued -> issued.family)
                .anyMatch(family -> isRefused(family, person));
    }

    /** Whether that was so, and one of the tokens of that sign-in was refused to one of these processes. */
    synchronized boolean wasRefused(User person, Predicate<String> processes) {
        return refreshTokens.values().stream()
                .filter(issued -> isRefused(issued.family, person))
                .anyMatch(issued -> issued.refusedTo.stream().anyMatch(processes));
    }

    private static boolean isRefused(Family family, User person) {
        return family.person.equals(person) && family.refused && family.isLast;
    }
}
