package io.github.keytray.keychain;

/** How a user belongs to an account. */
enum UserStatus {
    /** Signed in when the application starts. */
    DEFAULT,
    /** Signed in when the user chooses them. */
    STORED,
    /** Not stored: the user has declined and does not want to be asked again. */
    DECLINED
}
