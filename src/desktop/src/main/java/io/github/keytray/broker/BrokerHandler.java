package io.github.keytray.broker;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;

/** Who has the tokens. Answers at once, for any thread. */
public interface BrokerHandler {
    BrokerResponse answer(BrokerRequest question);

    /** A user signed in to or out of the account; the state in memory is out of date. */
    void changed(Account account);

    /**
     * Takes over a refreshed sign-in that the keychain did not store.
     *
     * @return whether it is held here now until the keychain stores it
     */
    default boolean keep(Account account, StoredUser user) {
        return false;
    }

    /** How all sign-ins are, as a JSON object on one line; no secret. */
    String status();
}
