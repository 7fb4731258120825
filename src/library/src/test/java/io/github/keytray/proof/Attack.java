package io.github.keytray.proof;

/**
 * One thing that somebody hostile does, and its honest twin: the same but for that one thing.
 *
 * @param attack says how it was repelled, and throws an {@link AssertionError} when it was not
 * @param twin says what came of it, and throws when it did not go well
 */
record Attack(String name, Trial attack, Trial twin) {
    /** Runs to its end, and says how it ended. */
    @FunctionalInterface
    interface Trial {
        String run() throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
