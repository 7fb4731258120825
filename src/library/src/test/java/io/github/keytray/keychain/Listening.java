package io.github.keytray.keychain;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears everything that is logged in this process, at every level, as a host's own handler can. */
final class Listening extends Handler {
    private final Logger root = Logger.getLogger("");
    private final List<String> heard = new CopyOnWriteArrayList<>();

    void begin() {
        root.setLevel(Level.ALL);
        root.addHandler(this);
        Logger.getLogger("host").finest("the host's own");
    }

    /** How many entries have this text in them. */
    long logged(String text) {
        return heard.stream().filter(entry -> entry.contains(text)).count();
    }

    @Override
    public void publish(LogRecord entry) {
        heard.add(entry.getLoggerName() + ": " + entry.getMessage() + Arrays.deepToString(entry.getParameters())
                + entry.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
