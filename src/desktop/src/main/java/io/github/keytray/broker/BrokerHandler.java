package io.github.keytray.broker;

import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;
import io.github.keytray.Account;

/** Who has the tokens. Answers at once, for any thread. */
public interface BrokerHandler {
    BrokerResponse answer(BrokerRequest question);

    /** Somebody signed in or out there, and what was known is not to be trusted any more. */
    void changed(Account account);

    /** How all sign-ins are, as a JSON object on one line; no secret. */
    String status();
}
