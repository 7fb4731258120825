package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.TokenRequest;
import io.github.keytray.User;
import io.github.keytray.oauth.Browser;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.DeviceGrant;
import io.github.keytray.testkit.DeviceDialect;
import io.github.keytray.testkit.Endpoint;
import io.github.keytray.testkit.OutgoingResponse;
import io.github.keytray.testkit.Request;
import io.github.keytray.testkit.StandInUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** What can go wrong with a sign-in on another device (RFC 8628). */
final class DeviceAttacks {
    private final ProviderTrials trials = new ProviderTrials();

    List<Attack> list() {
        trials.add(
                "device: PKCE refused, to have it left out",
                ProviderTrials.refused(DeviceAttacks::signIn, DeviceDialect.PKCE_REFUSED),
                ProviderTrials.passed(DeviceAttacks::signIn, DeviceDialect.KEYCLOAK_26_PKCE_REQUIRED));
        trials.add(
                "device: no ID token, and userinfo about nobody",
                ProviderTrials.refused(DeviceAttacks::signIn, DeviceDialect.SPRING_1_NAMING_NOBODY),
                ProviderTrials.passed(DeviceAttacks::signIn, DeviceDialect.SPRING_1_WITHOUT_ID_TOKEN));
        return trials.list();
    }

    private static User signIn(AttackScene scene, Consumer<? super OutgoingResponse> conduct)
            throws GrantException, InterruptedException {
        scene.embedded.misbehave(answer -> {
            if (answer.endpoint() == Endpoint.DEVICE_AUTHORIZATION)
                answer.json().put("interval", 1);
            conduct.accept(answer);
        });
        StandInUser alice = StandInUser.called("alice");
        try (Asked asked = () -> mustHaveProof(scene)) {
            return scene.user(new DeviceGrant(
                            scene.provider(),
                            Client.of("app"),
                            authorization -> Browser.of(alice::open).open(authorization),
                            Duration.ofSeconds(20),
                            InstantSource.system())
                    .fetchToken(TokenRequest.interactive()));
        }
    }

    private static void mustHaveProof(AttackScene scene) {
        List<Request> asked = scene.embedded.requests(Endpoint.DEVICE_AUTHORIZATION);
        if (!asked.stream().allMatch(request -> request.parameters().containsKey("code_challenge"))) {
            throw new AssertionError("It was asked without PKCE");
        }
    }

    /** What is looked at when the sign-in is over, whether it failed or not. */
    @FunctionalInterface
    private interface Asked extends AutoCloseable {
        @Override
        void close();
    }
}
