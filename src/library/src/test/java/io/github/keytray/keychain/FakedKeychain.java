package io.github.keytray.keychain;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** A fake daemon in a session of its own, and the person in front of it. */
final class FakedKeychain extends DesktopKeychain {
    private final FakeDaemon daemon;
    private final String desktop;

    private FakedKeychain(PrivateSession session, Path directory, String desktop, FakeDaemon daemon) throws Exception {
        super(session, directory);
        this.desktop = desktop;
        this.daemon = daemon;
        start();
    }

    static FakedKeychain secretService(Path directory, Owner owner, FakeSecretService.Habit... habits)
            throws Exception {
        PrivateSession session = PrivateSession.withoutKeyring(directory);
        return new FakedKeychain(session, directory, "keytray", new FakeSecretService(session.socket(), owner, habits));
    }

    static FakedKeychain wallet(Path directory, FakeKWallet.Habit... habits) throws Exception {
        PrivateSession session = PrivateSession.withoutKeyring(directory);
        return new FakedKeychain(session, directory, "KDE", new FakeKWallet(session.socket(), habits));
    }

    @Override
    String name() {
        return daemon.name();
    }

    @Override
    String desktop() {
        return desktop;
    }

    @Override
    void start() throws Exception {
        daemon.start();
    }

    @Override
    void lock() {
        daemon.lock();
    }

    @Override
    void kill() throws Exception {
        daemon.awaitWritten();
        daemon.kill();
    }

    /** Kills it, also in the middle of its work. */
    void killAtOnce() throws Exception {
        daemon.kill();
    }

    /** The person closes what it holds; the program stays. */
    void closeCollection() {
        daemon.closeCollection();
    }

    /** What it holds, also what no program can find. */
    Collection<String> keys() {
        return daemon.keys();
    }

    @Override
    List<Window> questions() {
        return daemon.questions().stream()
                .sorted()
                .map(question -> new Window(question, question))
                .toList();
    }

    @Override
    void answer(Window window, boolean agrees) {
        daemon.answer(window.id(), agrees);
    }

    @Override
    String windowClass() {
        return "none";
    }

    @Override
    public void close() throws Exception {
        daemon.close();
        super.close();
    }
}
