package io.github.keytray.host;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/**
 * A host with plug-ins, as JOSM and ImageJ are: each plug-in has a class loader that looks into its own jars first. Loads
 * the plug-in, runs it, closes it and its loader, as often as told, and waits until the loaders are collected.
 *
 * <p>Arguments: the number of rounds, the plug-in's class, its jars and folders.
 */
public final class PluginHost {
    private static final int MOST_COLLECTIONS = 200;
    private static final long PAUSE_MILLIS = 100;

    private PluginHost() {}

    public static void main(String[] arguments) throws Exception {
        JFrame[] window = new JFrame[1];
        SwingUtilities.invokeAndWait(() -> {
            window[0] = new JFrame("Host");
            window[0].setSize(200, 100);
            window[0].setVisible(true);
        });
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) loaders.add(runPlugin(arguments));
        // Swing remembers the window that was active last, and the one that was painted last: from now on the host's.
        SwingUtilities.invokeAndWait(() -> {
            window[0].toFront();
            window[0].requestFocus();
        });
        long alive = loaders.size();
        for (int i = 0; i < MOST_COLLECTIONS && alive > 0; i++) {
            SwingUtilities.invokeAndWait(() -> window[0].getRootPane().paintImmediately(0, 0, 200, 100));
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            alive = loaders.stream().filter(loader -> loader.get() != null).count();
        }
        System.out.println("loaders alive: " + alive + " of " + loaders.size());
        SwingUtilities.invokeAndWait(window[0]::dispose);
    }

    private static WeakReference<ClassLoader> runPlugin(String[] arguments) throws Exception {
        List<URL> places = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++)
            places.add(Path.of(arguments[i]).toUri().toURL());
        try (ChildFirstLoader loader = new ChildFirstLoader(places.toArray(URL[]::new))) {
            Object plugin = loader.loadClass(arguments[1]).getConstructor().newInstance();
            System.out.println("signed in as " + ((Callable<?>) plugin).call());
            ((AutoCloseable) plugin).close();
            return new WeakReference<>(loader);
        }
    }

    private static final class ChildFirstLoader extends URLClassLoader {
        ChildFirstLoader(URL[] places) {
            super("plugin", places, PluginHost.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) return loaded;
                try {
                    return name.startsWith("java.") ? super.loadClass(name, resolve) : findClass(name);
                } catch (ClassNotFoundException notInThePlugin) {
                    return super.loadClass(name, resolve);
                }
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own != null ? own : super.getResource(name);
        }
    }
}
