package io.github.keytray.cli;

/** {@code keytray COMMAND}. What the tray can answer is answered before anything else is loaded. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        SocketProvider.choose();
        if (!TokenFastPath.isTaken(args)) Commands.run(args);
    }
}
