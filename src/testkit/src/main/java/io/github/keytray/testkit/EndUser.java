package io.github.keytray.testkit;

/**
 * Someone who can sign in.
 *
 * @param sub the subject identifier
 * @param username what they type
 * @param password what they type below
 * @param name what people call them
 * @param email their address
 */
public record EndUser(String sub, String username, String password, String name, String email) {

    /** Someone whose {@code sub} and password follow from the username: {@code sub-alice}, {@code alice-pw}. */
    public static EndUser called(String username) {
        return new EndUser("sub-" + username, username, username + "-pw", username, username + "@keytray.example");
    }

    @Override
    public String toString() {
        return "EndUser[" + username + "]";
    }
}
