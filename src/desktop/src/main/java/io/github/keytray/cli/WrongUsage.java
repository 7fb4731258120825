package io.github.keytray.cli;

/** The options of a command contradict each other, or what they name is missing. The message says which, and no secret. */
final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongUsage(String message) {
        super(message);
    }
}
