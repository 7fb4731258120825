package io.github.keytray.keychain;

import com.github.javakeyring.PasswordAccessException;
import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the errors of java-keyring. It has one exception for all errors, so only the messages tell them apart;
 * therefore its version is pinned. An unchecked exception never means that an entry is absent.
 */
record KeyringErrorTranslator(KeychainFailures problem) {
    private static final Pattern WINDOWS = Pattern.compile("Error code (\\d+)");
    private static final int ERROR_ACCESS_DENIED = 5;
    private static final int ERROR_NOT_ENOUGH_MEMORY = 8;
    private static final int ERROR_NOT_FOUND = 1168;
    private static final int ERROR_NO_SUCH_LOGON_SESSION = 1312;
    private static final int RPC_X_BAD_STUB_DATA = 1783;

    /** Whether the keychain answered that there is no such entry. */
    boolean isAbsentEntry(PasswordAccessException e) {
        String message = message(e);
        return windowsCode(message) == ERROR_NOT_FOUND
                || message.contains("No stored credentials match")
                || message.endsWith("not in wallet")
                || message.contains("item could not be found in the keychain");
    }

    /** Whether the keychain holds several entries by one name. */
    boolean isDuplicate(PasswordAccessException e) {
        return message(e).startsWith("Too many stored credentials");
    }

    StoreUnavailable explain(EntryName entry, PasswordAccessException e) {
        String message = message(e);
        if (isDuplicate(e)) return problem.duplicates(entry, e);
        return switch (windowsCode(message)) {
            case ERROR_ACCESS_DENIED -> problem.denied(e);
            case ERROR_NOT_ENOUGH_MEMORY -> problem.full(e);
            case ERROR_NO_SUCH_LOGON_SESSION -> problem.absent(e);
            case RPC_X_BAD_STUB_DATA -> problem.tooLarge(e);
            default -> explainMac(message.toLowerCase(Locale.ROOT), e);
        };
    }

    private StoreUnavailable explainMac(String message, PasswordAccessException e) {
        if (message.contains("user canceled")) return problem.dismissed(e);
        if (message.contains("interaction is not allowed")) return problem.locked(e);
        if (message.contains("passphrase you entered is not correct")) return problem.denied(e);
        if (message.contains("no keychain is available") || message.contains("default keychain could not be found")) {
            return problem.absent(e);
        }
        return problem.failed(e);
    }

    private static int windowsCode(String message) {
        Matcher matcher = WINDOWS.matcher(message);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String message(PasswordAccessException e) {
        return String.valueOf(e.getMessage());
    }
}
