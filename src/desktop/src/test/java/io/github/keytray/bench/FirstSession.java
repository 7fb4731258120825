package io.github.keytray.bench;

import io.github.keytray.TokenRequest;
import io.github.keytray.swing.Session;
import io.github.keytray.swing.SwingSignIn;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/**
 * A young host that signs in silently: {@code ISSUER CLIENT stored|refreshed [windows]}, the latter after it has begun to show
 * windows. Prints nanoseconds, on the wall and of all its threads' processor time. It has only what every build of the library
 * has had in public.
 */
public final class FirstSession {
    private FirstSession() {}

    public static void main(String[] args) throws Exception {
        com.sun.management.OperatingSystemMXBean system =
                (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        TokenRequest request = TokenRequest.silent();
        if (args[2].equals("refreshed")) request = request.forceRefresh();
        if (args.length > 3) SwingUtilities.invokeAndWait(() -> new JFrame("Orders").pack());
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        SwingSignIn signIn = SwingSignIn.builder()
                .issuer(args[0])
                .clientId(args[1])
                .scopes("openid", "offline_access")
                .build();
        Session session = signIn.start(request).get(60, TimeUnit.SECONDS);
        long wall = System.nanoTime() - start;
        long used = system.getProcessCpuTime() - cpu;
        if (session.user().id().isEmpty()) throw new IllegalStateException("No user");
        System.out.println(wall + " " + used);
        System.exit(0);
    }
}
