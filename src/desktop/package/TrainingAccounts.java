import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.Token;
import io.github.keytray.User;
import io.github.keytray.keychain.Keychain;
import io.github.keytray.keychain.KeychainUserStore;
import java.time.Instant;
import java.util.Set;

/**
 * {@code java -cp JAR TrainingAccounts.java}: stores sign-ins in the keychain for the training of the archive of ready classes,
 * more than a menu shows, because most starts read one.
 */
class TrainingAccounts {
    public static void main(String[] args) throws Exception {
        Instant now = Instant.now();
        Set<String> scopes = Set.of("openid");
        Token token = new Token("t", "Bearer", "r", null, scopes, scopes, now, now.plusSeconds(86_400));
        for (int i = 0; i <= 10; i++) {
            Account account = new Account("https://login.example.com", i == 0 ? "keytray" : "keytray-" + i);
            new KeychainUserStore(Keychain.system(), account).putDefaultUser(new StoredUser(new User("1", "ana"), token));
        }
        System.exit(0);
    }
}
