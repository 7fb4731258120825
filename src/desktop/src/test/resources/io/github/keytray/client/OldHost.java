import io.github.keytray.client.KeytrayClient;
import io.github.keytray.client.KeytrayClient.KeytrayException;

/** An application from 2014. */
public class OldHost {
    public static void main(String[] args) throws InterruptedException {
        try {
            KeytrayClient keytray = new KeytrayClient(args[0], args[1]);
            System.out.println(args.length > 2 ? keytray.signIn() : keytray.token());
        } catch (KeytrayException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }
}
