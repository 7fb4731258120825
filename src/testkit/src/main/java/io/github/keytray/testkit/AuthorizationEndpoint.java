package io.github.keytray.testkit;

import io.github.keytray.testkit.ProviderState.Code;
import io.github.keytray.testkit.ProviderState.Device;
import io.github.keytray.testkit.ProviderState.Login;
import io.github.keytray.testkit.ProviderState.Pending;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The authorization endpoint and its pages (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2, PKCE by RFC 7636). */
final class AuthorizationEndpoint {
    private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

    private final ProviderSettings settings;
    private final DeviceAuthorizationEndpoint devices;

    AuthorizationEndpoint(ProviderSettings settings, DeviceAuthorizationEndpoint devices) {
        this.settings = settings;
        this.devices = devices;
    }

    OutgoingResponse authorize(Request request, ProviderState state) {
        String requestUri = request.parameter("request_uri").orElse(null);
        Map<String, String> pushed = requestUri == null ? null : state.pushed.remove(requestUri);
        if (pushed == null && (requestUri != null || settings.requirePushedRequests())) {
            return refusal(request, "This application did not hand over its request.");
        }
        return asked(pushed == null ? request : request.with(pushed), state);
    }

    private OutgoingResponse asked(Request request, ProviderState state) {
        RegisteredClient client =
                request.parameter("client_id").flatMap(settings::client).orElse(null);
        if (client == null) return refusal(request, "This application is not known here.");
        URI redirectUri = request.parameter("redirect_uri")
                .flatMap(AuthorizationEndpoint::uri)
                .filter(client::mayComeBackTo)
                .orElse(null);
        if (redirectUri == null) {
            return refusal(request, "The address this application wants to be called back at is not registered.");
        }
        AuthorizationRequest wanted = AuthorizationRequest.of(request, redirectUri);
        if (!request.parameter("response_type").equals(Optional.of("code"))) {
            return error(request, wanted, "unsupported_response_type", "Only the code flow is offered");
        }
        if (wanted.codeChallenge().isEmpty()
                || !request.parameter("code_challenge_method").equals(Optional.of("S256"))) {
            return error(request, wanted, "invalid_request", "PKCE with S256 is required");
        }
        if (!settings.permits(wanted.scopes())) {
            return error(request, wanted, "invalid_scope", "A scope is not known here");
        }
        if (!settings.prompts().containsAll(wanted.prompt())) {
            return error(request, wanted, "invalid_request", "This prompt is not known here");
        }
        if (wanted.prompt().contains("none") && wanted.prompt().size() > 1) {
            return error(request, wanted, "invalid_request", "prompt=none stands alone");
        }
        return ask(request, state, wanted, client);
    }

    private OutgoingResponse ask(
            Request request, ProviderState state, AuthorizationRequest wanted, RegisteredClient client) {
        Set<String> prompt = wanted.prompt();
        Login login = request.cookie(cookie(state)).map(state.sessions::get).orElse(null);
        EndUser person = login == null ? null : settings.person(login.sub()).orElse(null);
        if (prompt.contains("none")) {
            if (login == null) return error(request, wanted, "login_required", "Nobody is signed in");
            return client.needsConsent()
                    ? error(request, wanted, "consent_required", "Consent is needed")
                    : code(request, state, wanted, login);
        }
        String ticket = ProviderSettings.secret("");
        state.pending.put(ticket, new Pending(wanted, login));
        if (login == null || person == null || prompt.contains("login") || isTooOld(request, login)) {
            return loginPage(request, ticket, wanted, wanted.loginHint(), "");
        }
        if (prompt.contains("select_account")) {
            String page = Pages.select(settings.uri(Endpoint.LOGIN), ticket, client.name(), person);
            return OutgoingResponse.html(request, 200, page);
        }
        return consentOrCode(request, state, ticket, new Pending(wanted, login), login);
    }

    private boolean isTooOld(Request request, Login login) {
        long maxAge = request.parameter("max_age").map(Long::parseLong).orElse(Long.MAX_VALUE);
        return settings.seconds() - login.time() > maxAge;
    }

    /** Someone opens the page for the code of a device, or has typed one (RFC 8628 §3.3). */
    OutgoingResponse device(Request request, ProviderState state) {
        String typed = request.parameter("user_code").orElse("");
        if (!request.method().equals("POST")) {
            return OutgoingResponse.html(request, 200, Pages.device(settings.uri(Endpoint.DEVICE), typed, ""));
        }
        AuthorizationRequest wanted =
                devices.typed(typed, state).map(Device::request).orElse(null);
        if (wanted == null) {
            String problem = "This code is not known, or it has ended.";
            return OutgoingResponse.html(request, 401, Pages.device(settings.uri(Endpoint.DEVICE), typed, problem));
        }
        return ask(request, state, wanted, settings.client(wanted.clientId()).orElseThrow());
    }

    /** A form of one of the pages has come back. */
    OutgoingResponse login(Request request, ProviderState state) {
        String ticket = request.parameter("ticket").orElse("");
        Pending pending = state.pending.get(ticket);
        if (pending == null || !request.method().equals("POST")) {
            return refusal(request, "This page is no longer valid. Go back to the application and sign in again.");
        }
        AuthorizationRequest wanted = pending.request();
        Login login = pending.login();
        switch (request.parameter("action").orElse("login")) {
            case "cancel" -> {
                state.pending.remove(ticket);
                return denied(request, state, wanted);
            }
            case "other" -> {
                return loginPage(request, ticket, wanted, null, "");
            }
            case "continue" -> {
                if (login != null) return consentOrCode(request, state, ticket, pending, login);
            }
            case "allow" -> {
                state.pending.remove(ticket);
                if (login != null) return code(request, state, wanted, login);
            }
            default -> {
                return checkPassword(request, state, ticket, wanted);
            }
        }
        return refusal(request, "Nobody is signed in.");
    }

    /** Ends the browser's session; tokens stay as they are (OpenID Connect RP-Initiated Logout §2). */
    OutgoingResponse endSession(Request request, ProviderState state) {
        request.cookie(cookie(state)).ifPresent(state.sessions::remove);
        URI back = request.parameter("post_logout_redirect_uri")
                .flatMap(AuthorizationEndpoint::uri)
                .filter(uri -> settings.clients().stream().anyMatch(client -> client.mayComeBackTo(uri)))
                .orElse(null);
        if (back == null)
            return OutgoingResponse.html(request, 200, Pages.message("Signed out", "You can close this page."));
        return OutgoingResponse.redirect(
                request,
                back.toString(),
                request.parameter("state").map(value -> Map.of("state", value)).orElse(Map.of()));
    }

    private OutgoingResponse checkPassword(
            Request request, ProviderState state, String ticket, AuthorizationRequest wanted) {
        String username = request.parameter("username").orElse("");
        String password = request.parameter("password").orElse("");
        EndUser person = settings.person(username, password).orElse(null);
        if (person == null) {
            return loginPage(request, ticket, wanted, username, "The username or the password is wrong.");
        }
        Login login = new Login(person.sub(), settings.seconds());
        String session = ProviderSettings.secret("");
        state.sessions.put(session, login);
        return consentOrCode(request, state, ticket, new Pending(wanted, login), login)
                .header(
                        "Set-Cookie",
                        cookie(state) + "=" + session + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000");
    }

    private OutgoingResponse consentOrCode(
            Request request, ProviderState state, String ticket, Pending pending, Login login) {
        AuthorizationRequest wanted = pending.request();
        RegisteredClient client = settings.client(wanted.clientId()).orElseThrow();
        if (client.needsConsent() || wanted.prompt().contains("consent")) {
            state.pending.put(ticket, pending);
            EndUser person = settings.person(login.sub()).orElseThrow();
            String page = Pages.consent(settings.uri(Endpoint.LOGIN), ticket, client.name(), person, wanted.scopes());
            return OutgoingResponse.html(request, 200, page);
        }
        state.pending.remove(ticket);
        return code(request, state, wanted, login);
    }

    private OutgoingResponse code(Request request, ProviderState state, AuthorizationRequest wanted, Login login) {
        if (wanted.deviceCode() != null) {
            state.devices.computeIfPresent(wanted.deviceCode(), (code, device) -> device.agreed(login));
            return OutgoingResponse.html(request, 200, Pages.message("You are signed in", "Go back to your device."));
        }
        Set<String> scopes = new HashSet<>(wanted.scopes());
        if (settings.strictOfflineAccess() && !wanted.prompt().contains("consent")) scopes.remove("offline_access");
        String code = ProviderSettings.secret("code-");
        long expiresAt = settings.secondsAfter(CODE_LIFETIME);
        state.codes.put(code, new Code(wanted.withScopes(Set.copyOf(scopes)), login, expiresAt, null));
        return back(request, wanted, Map.of("code", code));
    }

    private OutgoingResponse denied(Request request, ProviderState state, AuthorizationRequest wanted) {
        if (wanted.deviceCode() == null) return error(request, wanted, "access_denied", "The person said no");
        state.devices.computeIfPresent(wanted.deviceCode(), (code, device) -> device.refused());
        return OutgoingResponse.html(request, 200, Pages.message("You are not signed in", "Go back to your device."));
    }

    private OutgoingResponse error(Request request, AuthorizationRequest wanted, String error, String description) {
        return back(request, wanted, Map.of("error", error, "error_description", description));
    }

    /** Back to the client, with its state and our issuer (RFC 9207). */
    private OutgoingResponse back(Request request, AuthorizationRequest wanted, Map<String, String> answer) {
        Map<String, String> parameters = new LinkedHashMap<>(answer);
        if (wanted.state() != null) parameters.put("state", wanted.state());
        parameters.put("iss", settings.issuer());
        return OutgoingResponse.redirect(request, wanted.redirectUri().toString(), parameters);
    }

    private OutgoingResponse loginPage(
            Request request, String ticket, AuthorizationRequest wanted, @Nullable String username, String problem) {
        String client = settings.client(wanted.clientId()).orElseThrow().name();
        String page = Pages.login(
                settings.uri(Endpoint.LOGIN),
                ticket,
                client,
                username == null ? "" : username,
                problem,
                settings.hint());
        return OutgoingResponse.html(request, problem.isEmpty() ? 200 : 401, page);
    }

    private static OutgoingResponse refusal(Request request, String text) {
        return OutgoingResponse.html(request, 400, Pages.message("This did not work", text));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Browsers share cookies among the ports of a host. */
    static String cookie(ProviderState state) {
        return "session-" + state.port;
    }
}
