package io.github.keytray.internal.platform;

/**
 * The process was started in a way in which Keytray cannot work: its locale cannot represent the home directory's name,
 * or a security manager does not let it read the environment. The message is a sentence that says what to do.
 */
public final class UnusableEnvironmentException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public UnusableEnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
