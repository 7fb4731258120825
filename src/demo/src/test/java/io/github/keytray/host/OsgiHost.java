package io.github.keytray.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Starts an OSGi framework with bundles, and runs a class of the last one. Arguments: a folder, the class, the bundles. */
public final class OsgiHost {
    private static final long PATIENCE_MILLIS = 10_000;

    private OsgiHost() {}

    public static void main(String[] arguments) throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .iterator()
                .next()
                .newFramework(
                        Map.of(Constants.FRAMEWORK_STORAGE, arguments[0], Constants.FRAMEWORK_BOOTDELEGATION, ""));
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            bundles.add(framework
                    .getBundleContext()
                    .installBundle(Path.of(arguments[i]).toUri().toString()));
        }
        for (Bundle bundle : bundles) bundle.start();
        Bundle last = bundles.get(bundles.size() - 1);
        Object plugin = last.loadClass(arguments[1]).getConstructor().newInstance();
        System.out.println("signed in as " + ((Callable<?>) plugin).call());
        ((AutoCloseable) plugin).close();
        framework.stop();
        framework.waitForStop(PATIENCE_MILLIS);
    }
}
