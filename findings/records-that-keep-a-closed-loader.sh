#!/bin/bash
# Package: openjdk-17-jdk-headless (Debian 12), seen with 17.0.15+6-1~deb12u1.
# Behaviour: one call of a record's equals() keeps the class loader of that record, and with it every class and every static
#   of a plug-in, reachable after the loader is closed and all references to it are dropped, however often the garbage
#   collector runs. It ends when a record of another loader is compared: java.lang.runtime.ObjectMethods has static method
#   handles, and each remembers the last type that it was adapted to. hashCode() does not do it, nor does an equals() that
#   is written by hand.
# Seen: class, equals():    collected
#       record, hashCode(): collected
#       record, equals():   still alive; after another record's equals(): collected
# One would have guessed: the generated equals() of a record behaves as one that is written by hand, so a plug-in is
#   collected after its loader was closed.
# Exit: 0 as described, 1 changed, 2 something could not be installed.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2
# Any update of 17 will do: Debian keeps only the newest one.
package=openjdk-17-jdk-headless
dpkg-query -W -f '${Version}\n' $package 2> /dev/null | grep -q '^17[.]' ||
    { apt-get update -qq && apt-get install -y -qq $package; } > apt.log 2>&1 || { echo "cannot install $package"; exit 2; }
jdk=$(dirname "$(dpkg-query -L $package | grep '/bin/javac$' | head -1)")

plugin() {
    mkdir "$1"
    cat > "$1/Plugin.java" <<JAVA
public class Plugin implements Runnable {
    $2

    @Override
    public void run() {
        $3;
    }
}
JAVA
    "$jdk/javac" -d "$1" "$1/Plugin.java" || exit 1
}
plugin class 'static final class Name { @Override public boolean equals(Object o) { return o instanceof Name; }
        @Override public int hashCode() { return 1; } }' 'new Name().equals(new Name())'
plugin hash 'record Name(String text) {}' 'new Name("ana").hashCode()'
plugin record 'record Name(String text) {}' 'new Name("ana").equals(new Name("ana"))'

cat > Finding.java <<'JAVA'
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

class Finding {
    record Other(String text) {}

    public static void main(String[] arguments) throws Exception {
        boolean byHand = collected(run("class"));
        boolean hash = collected(run("hash"));
        WeakReference<ClassLoader> plugin = run("record");
        boolean before = collected(plugin);
        new Other("bob").equals(new Other("bob"));
        boolean after = collected(plugin);
        System.out.println("class, equals():    " + (byHand ? "collected" : "still alive"));
        System.out.println("record, hashCode(): " + (hash ? "collected" : "still alive"));
        System.out.println("record, equals():   " + (before ? "collected" : "still alive")
                + "; after another record's equals(): " + (after ? "collected" : "still alive"));
        System.exit(byHand && hash && !before && after ? 0 : 1);
    }

    private static WeakReference<ClassLoader> run(String folder) throws Exception {
        URL[] classes = {Path.of(folder).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
            ((Runnable) loader.loadClass("Plugin").getDeclaredConstructor().newInstance()).run();
            return new WeakReference<>(loader);
        }
    }

    private static boolean collected(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 20 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return reference.get() == null;
    }
}
JAVA
"$jdk/javac" Finding.java && "$jdk/java" Finding
