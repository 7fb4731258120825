package io.github.keytray.proof;

import io.github.keytray.GrantException;
import io.github.keytray.User;
import io.github.keytray.oauth.Browser;
import io.github.keytray.testkit.StandInUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a page in the same browser, or a neighbour on the same computer, can do to the address where the browser is to
 * come back. Even one who knows the state of the attempt, which is more than a page can know. In each case the honest
 * browser comes afterwards, and must find the door open.
 */
final class PageAttacks {
    private static final String CODE = "code=code-of-mallory";

    private final List<Attack> all = new ArrayList<>();

    List<Attack> list() {
        requests();
        crowds();
        add("page: another address of this computer", PageAttacks::otherAddresses);
        all.add(new Attack("page: the answer is sent again after success", PageAttacks::replay, PageAttacks::honest));
        all.add(new Attack("page: what the browser shows holds a code", PageAttacks::cleanPage, PageAttacks::honest));
        all.add(new Attack(
                "page: two codes, by one who knows the state",
                () -> hijacked(door -> door.get(door.path() + "?" + CODE + "&" + CODE + "&state=" + door.state())),
                PageAttacks::honest));
        all.add(new Attack(
                "page: two issuers, by one who knows the state",
                () -> hijacked(door -> door.get(door.path() + "?" + CODE + "&iss=a&iss=b&state=" + door.state())),
                PageAttacks::honest));
        all.add(new Attack(
                "page: form_post, by one who knows the state",
                () -> hijacked(door -> form(door, CODE + "&state=" + door.state())),
                PageAttacks::honest));
        return List.copyOf(all);
    }

    private static String form(RedirectTarget door, String form) throws IOException {
        return door.say("POST " + door.path() + " HTTP/1.1\r\nHost: "
                + door.redirectUri().getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\n\r\n" + form);
    }

    private void requests() {
        add("page: another path", door -> door.get("/elsewhere?" + CODE + "&state=" + door.state()));
        add("page: a path below", door -> door.get(door.path() + "/x?" + CODE + "&state=" + door.state()));
        add("page: favicon", door -> door.get("/favicon.ico"));
        add("page: no state", door -> door.get(door.path() + "?" + CODE));
        add("page: another state", door -> door.get(door.path() + "?" + CODE + "&state=guess"));
        add(
                "page: the state, twice",
                door -> door.get(door.path() + "?" + CODE + ("&state=" + door.state()).repeat(2)));
        add("page: an error without state", door -> door.get(door.path() + "?error=access_denied"));
        add("page: the clean address, too early", door -> door.get(door.path()));
        for (String method : List.of("POST", "PUT", "HEAD", "OPTIONS", "DELETE")) {
            add("page: " + method, door -> door.request(method, door.path() + "?" + CODE + "&state=" + door.state()));
        }
        add("page: form_post with another state", door -> form(door, CODE + "&state=guess"));
        add("page: form_post with the state, twice", door -> form(door, CODE + ("&state=" + door.state()).repeat(2)));
        add("page: DNS rebinding", door -> door.say(withHost(door, "Host: rebound.example:" + door.port() + "\r\n")));
        add(
                "page: another name for this computer",
                door -> door.say(withHost(door, "Host: localhost:" + door.port() + "\r\n")));
        add("page: another port in the host", door -> door.say(withHost(door, "Host: 127.0.0.1:80\r\n")));
        add("page: no host", door -> door.say(withHost(door, "")));
        add(
                "page: two hosts",
                door -> door.say(withHost(door, ("Host: " + door.redirectUri().getAuthority() + "\r\n").repeat(2))));
        add("page: prefetch", door -> door.get(answer(door), "Sec-Purpose: prefetch"));
        add("page: an image", door -> door.get(answer(door), "Sec-Fetch-Mode: no-cors"));
        add(
                "page: a script that reads",
                door -> door.get(answer(door), "Sec-Fetch-Mode: cors", "Origin: https://mallory.example"));
        add("page: an address with a host in it", door -> door.get("http://rebound.example" + answer(door)));
    }

    private void crowds() {
        add("page: a thousand guesses", door -> {
            for (int i = 0; i < 1_000; i++) door.get(door.path() + "?" + CODE + "&state=guess" + i);
            return "none was right";
        });
        add("page: nonsense", door -> {
            String seen = "";
            for (String words : List.of(
                    "\r\n\r\n", "\0\1\2\r\n\r\n", "GET\r\n\r\n", "GET  HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001")) {
                seen = words.length() == 3 ? seen : door.say(words);
            }
            return seen;
        });
        add(
                "page: a head without end",
                door -> door.say("GET " + door.path() + " HTTP/1.1\r\n" + "X: y\r\n".repeat(20_000)));
        add("page: a port scan", door -> {
            for (int i = 0; i < 500; i++) door.knock().close();
            return "500 connections, opened and closed";
        });
        add("page: a thousand who say nothing", door -> crowd(door, 1_000, ""));
        add("page: a thousand who never finish", door -> crowd(door, 1_000, "GET " + door.path() + "?state="));
    }

    /** Those who came last are still there when the honest browser comes. */
    private static String crowd(RedirectTarget door, int number, String words) throws IOException {
        int open = 0;
        for (int i = 0; i < number; i++) {
            Socket socket = door.knock(); // left open; the receiver closes it, or its end does
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            if (socket.isConnected()) open++;
        }
        return open + " connections";
    }

    private static String otherAddresses(RedirectTarget door) throws IOException {
        int tried = 0;
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (address.isLoopbackAddress() || !(address instanceof Inet4Address)) continue;
                try (Socket reached = door.knock(address)) {
                    throw new AssertionError("It listens on " + reached.getInetAddress());
                } catch (ConnectException refused) {
                    tried++;
                }
            }
        }
        return tried + " addresses, nobody listens";
    }

    private static String replay() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("");
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            List<RedirectTarget> doors = new ArrayList<>();
            scene.signIn(attempt -> {
                doors.add(RedirectTarget.of(attempt.uri()));
                return Browser.of(StandInUser.called("alice")::open).open(attempt);
            });
            seen.set(doors.get(0).get(answer(doors.get(0))));
            throw new AssertionError("Somebody answers: " + seen);
        } catch (ConnectException gone) {
            return "nobody listens any more";
        }
    }

    private static String cleanPage() throws Exception {
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            StandInUser alice = StandInUser.called("alice");
            scene.signIn(Browser.of(alice::open));
            String page = alice.lastPage().get(10, TimeUnit.SECONDS);
            List<String> secrets = scene.embedded.requests().stream()
                    .map(request -> request.parameters().get("code"))
                    .filter(code -> code != null)
                    .toList();
            if (secrets.isEmpty() || secrets.stream().anyMatch(page::contains)) throw new AssertionError(page);
            String address = alice.lastAddress().toString();
            if (address.contains("?") || secrets.stream().anyMatch(address::contains))
                throw new AssertionError(address);
            return "no code in the page; its address ends in "
                    + alice.lastAddress().getPath();
        }
    }

    private void add(String name, PageHandler hand) {
        all.add(new Attack(name, () -> repelled(hand), PageAttacks::honest));
    }

    private static String honest() throws GrantException, InterruptedException {
        return repelled(door -> "signed in");
    }

    /** Somebody is at the door first; then alice comes back. */
    private static String repelled(PageHandler hand) throws GrantException, InterruptedException {
        AtomicReference<String> seen = new AtomicReference<>("");
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            User user = scene.user(scene.signIn(before(hand, seen)));
            if (!user.equals(AttackScene.ALICE)) throw new AssertionError("It is somebody else: " + user);
            return seen + "; the honest browser came through";
        }
    }

    /** One who knows the state can end the attempt, as one who can read command lines: but not in a sign-in. */
    private static String hijacked(PageHandler hand) throws InterruptedException {
        AtomicReference<String> seen = new AtomicReference<>("");
        try (AttackScene scene = AttackScene.honest(ProviderTrials.provider())) {
            throw new AssertionError("It was believed: " + scene.user(scene.signIn(before(hand, seen))));
        } catch (GrantException refusal) {
            return refusal.getClass().getSimpleName() + ": " + refusal.getMessage();
        }
    }

    private static Browser before(PageHandler hand, AtomicReference<String> seen) {
        StandInUser alice = StandInUser.called("alice");
        return attempt -> {
            try {
                seen.set(hand.reach(RedirectTarget.of(attempt.uri())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Browser.of(alice::open).open(attempt);
        };
    }

    private static String answer(RedirectTarget door) {
        return door.path() + "?" + CODE + "&state=" + door.state();
    }

    private static String withHost(RedirectTarget door, String host) {
        return "GET " + answer(door) + " HTTP/1.1\r\n" + host + "\r\n";
    }

    /** What is done at the door; says what came of it. */
    @FunctionalInterface
    private interface PageHandler {
        String reach(RedirectTarget door) throws IOException;
    }
}
