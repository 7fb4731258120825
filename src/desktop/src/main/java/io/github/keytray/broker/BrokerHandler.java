package io.github.keytray.broker;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;

/** Who has the tokens. Answers at once, for any thread. */
public interface BrokerHandler {
    BrokerResponse answer(BrokerRequest question);

    /** Somebody signed in or out there, and what was known is not to be trusted any more. */
    void changed(Account account);

    /**
     * Takes over a sign-in that was renewed and that the keychain did not take.
     *
     * @return whether it is held here now until the keychain takes it
     */
    default boolean keep(Account account, StoredUser user) {
        return false;
    }

    /** How all sign-ins are, as a JSON object on one line; no secret. */
    String status();
}
