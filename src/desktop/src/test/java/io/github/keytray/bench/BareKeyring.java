package io.github.keytray.bench;

import com.github.javakeyring.Keyring;

/** The least that a Java program does to read one entry of the keychain: java-keyring, and nothing around it. */
public final class BareKeyring {
    private BareKeyring() {}

    /** Reads: {@code SERVICE ACCOUNT}. */
    public static void main(String[] args) throws Exception {
        Keyring keyring = Keyring.create();
        System.out.println(keyring.getPassword(args[0], args[1]).length());
        keyring.close();
    }
}
