package io.github.keytray.internal.platform;

/** A thread of ours, which does not prevent the end of the process: a host ends after its last window. */
public final class DaemonThread extends Thread {
    /** To be started. */
    public DaemonThread(String name, Runnable work) {
        super(work, name);
        setDaemon(true);
    }
}
