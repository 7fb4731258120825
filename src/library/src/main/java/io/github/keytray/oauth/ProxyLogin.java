package io.github.keytray.oauth;

import io.github.keytray.GrantException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The login at a proxy: user name and password in the request (RFC 7617). An {@link Authenticator} at the client cannot
 * be used, because Java then omits the request's own {@code Authorization} header (JDK-8326949).
 */
final class ProxyLogin {
    static final String HEADER = "Proxy-Authorization";

    /** Java sends no passwords to proxies for https, unless a system property allows it at the start of the JVM. */
    private static final String WITHHELD = "jdk.http.auth.tunneling.disabledSchemes";

    private static final Pattern BASIC = Pattern.compile("(?i).*\\bBasic\\b(?:\\s+realm=\"([^\"]*)\")?.*");

    private ProxyLogin() {}

    static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** What the host, which may ask the person, answers to the proxy's challenge; null for nothing. */
    static @Nullable String ofHost(InetSocketAddress proxy, String challenge, URI uri) throws MalformedURLException {
        Authenticator host = Authenticator.getDefault();
        Matcher matcher = BASIC.matcher(challenge);
        if (host == null || !matcher.matches()) return null;
        PasswordAuthentication answer = Authenticator.requestPasswordAuthentication(
                host,
                proxy.getHostString(),
                proxy.getAddress(),
                proxy.getPort(),
                uri.getScheme(),
                matcher.group(1),
                "Basic",
                uri.toURL(),
                RequestorType.PROXY);
        return answer == null ? null : basic(answer.getUserName(), new String(answer.getPassword()));
    }

    /** The proxy has refused the user name and password that were sent. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal() {
            super("407 Proxy Authentication Required");
        }

        GrantException.Unreachable sentence(URI uri) {
            String withheld = System.getProperty(WITHHELD, "Basic").toLowerCase(Locale.ROOT);
            boolean untold = "https".equals(uri.getScheme()) && withheld.contains("basic");
            return GrantException.Unreachable.intercepted(
                    untold
                            ? "Your network's proxy wants a password, which Java keeps from it. Start Java with -D"
                                    + WITHHELD + "= and nothing behind it, and try again."
                            : "Your network's proxy does not accept the user name and password that it was given. Check "
                                    + "them and try again.",
                    this);
        }
    }
}
