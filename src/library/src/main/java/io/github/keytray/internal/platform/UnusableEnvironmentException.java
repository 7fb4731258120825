package io.github.keytray.internal.platform;

/**
 * The process was started in a way in which Keytray cannot work: its locale cannot name the home directory, or a security
 * manager keeps the environment from it. The message is a sentence that says what to do.
 */
public final class UnusableEnvironmentException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnusableEnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
