package io.github.keytray.keychain;

import io.github.keytray.Account;
import io.github.keytray.internal.platform.Sha256;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a keychain entry. The service is for users who open their keychain's own window, the account for
 * programs. Both hold only what every keychain takes: lower-case ASCII, without the {@code |} that joins them on
 * Windows.
 *
 * @param service {@code keytray} and the provider's host
 * @param account a fixed prefix and, for a sign-in, 128 bits of the SHA-256 of what it is for
 */
record EntryName(String service, String account) {
    private static final int HASH_BYTES = 16;
    private static final String LIST = "accounts";
    private static final String SIGN_IN = "user-";
    private static final String ASIDE = "-aside";

    /** Written out, because for a record's own Java makes code at the first call, by dozens of classes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntryName name && name.account.equals(account) && name.service.equals(service);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }

    /** The default user of an account. */
    static EntryName signIn(Account account) {
        StringBuilder service = new StringBuilder("keytray ");
        String host = account.host().toLowerCase(Locale.ROOT);
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            service.append("abcdefghijklmnopqrstuvwxyz0123456789.-".indexOf(c) < 0 ? '_' : c);
        }
        return new EntryName(service.toString(), SIGN_IN + hash(account));
    }

    /** The list of accounts. */
    static EntryName index() {
        return new EntryName("keytray", LIST);
    }

    /** The entry that is written to test whether the keychain stores it. */
    static EntryName probe() {
        return new EntryName("keytray", "probe");
    }

    /**
     * A chunk of a value that is stored in chunks. The name tells the format, so that another version never touches it.
     */
    EntryName piece(char generation, int number) {
        return new EntryName(service, account + "-" + Envelope.VERSION + generation + "-" + number);
    }

    /** Where an entry goes that cannot be read. */
    EntryName aside() {
        return new EntryName(service, account + ASIDE);
    }

    /** The entry that this one was set aside from, or this one. */
    EntryName whole() {
        return new EntryName(service, withoutAside(account));
    }

    /** The entry of Keytray's with these attributes of the Secret Service; empty for other programs'. */
    static Optional<EntryName> of(Map<?, ?> attributes) {
        return of(String.valueOf(attributes.get("service")), String.valueOf(attributes.get("account")));
    }

    /** The entry of Keytray's with these names; empty for other programs'. */
    static Optional<EntryName> of(String service, String account) {
        boolean isOurs = isService(service) && (account.equals(LIST) || isSignIn(withoutAside(account)));
        return isOurs ? Optional.of(new EntryName(service, account)) : Optional.empty();
    }

    static boolean isService(String service) {
        return service.equals("keytray") || service.startsWith("keytray ");
    }

    private static String withoutAside(String account) {
        return account.endsWith(ASIDE) ? account.substring(0, account.length() - ASIDE.length()) : account;
    }

    private static boolean isSignIn(String account) {
        if (!account.startsWith(SIGN_IN) || account.length() != SIGN_IN.length() + 2 * HASH_BYTES) return false;
        for (int i = SIGN_IN.length(); i < account.length(); i++) {
            if ("0123456789abcdef".indexOf(account.charAt(i)) < 0) return false;
        }
        return true;
    }

    private static String hash(Account account) {
        byte[] hash = Sha256.of(account.issuer() + '\0' + account.clientId());
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }
}
