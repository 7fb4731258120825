package io.github.keytray.keychain;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;

/** A keychain's program that behaves as a real one was seen to, on a real bus. */
interface FakeDaemon extends AutoCloseable {
    /** What people call it. */
    String name();

    /** Starts, with what was on its disk. */
    void start() throws IOException;

    void lock();

    /** The person closes what it holds, as KeePassXC's tab or a deleted wallet. */
    void closeCollection();

    /** Ends without writing anything more to its disk. */
    void kill() throws IOException;

    /** Waits until everything is on its disk, where it tells that there is something to wait for. */
    default void awaitWritten() throws InterruptedException {}

    /** What the person is asked now; each is a window of the daemon. */
    Set<String> questions();

    void answer(String question, boolean agrees);

    /** The keys of all that it holds, also of what no program can find. */
    Collection<String> keys();

    @Override
    void close() throws IOException;
}
