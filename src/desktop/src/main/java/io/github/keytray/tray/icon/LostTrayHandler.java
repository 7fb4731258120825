package io.github.keytray.tray.icon;

/**
 * Passes over what AWT throws on the event dispatch thread whenever a tray of X11 ends, as when a panel is restarted: that it finds
 * no tray to remove the icon from. It is no fault of the program, and the icon is in the next tray. Everything else goes to the
 * handler that the thread had before.
 */
final class LostTrayHandler implements Thread.UncaughtExceptionHandler {
    private final Thread.UncaughtExceptionHandler next;

    private LostTrayHandler(Thread.UncaughtExceptionHandler next) {
        this.next = next;
    }

    /** Has this thread, the event dispatch thread, use it. */
    static void install() {
        Thread here = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = here.getUncaughtExceptionHandler();
        if (!(before instanceof LostTrayHandler)) here.setUncaughtExceptionHandler(new LostTrayHandler(before));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable problem) {
        if (!isOfLostTray(problem)) next.uncaughtException(thread, problem);
    }

    private static boolean isOfLostTray(Throwable problem) {
        StackTraceElement[] calls = problem.getStackTrace();
        return problem instanceof UnsupportedOperationException
                && calls.length > 1
                && calls[0].getClassName().equals("java.awt.SystemTray")
                && calls[1].getClassName().startsWith("sun.awt.X11.XTrayIconPeer");
    }
}
