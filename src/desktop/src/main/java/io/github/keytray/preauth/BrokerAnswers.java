package io.github.keytray.preauth;

import io.github.keytray.Account;
import io.github.keytray.StoredUser;
import io.github.keytray.internal.broker.BrokerRequest;
import io.github.keytray.internal.broker.BrokerResponse;

/** What applications are told that ask the tray, and what they tell it. */
final class BrokerAnswers {
    private final SignInRegistry registry;
    private final RegistryReader reader;
    private final RefreshTask refreshTask;
    private final ProviderQueues queues;
    private final Runnable wake;

    /** @param wake called when something is due earlier than was said */
    BrokerAnswers(
            SignInRegistry registry,
            RegistryReader reader,
            RefreshTask refreshTask,
            ProviderQueues queues,
            Runnable wake) {
        this.registry = registry;
        this.reader = reader;
        this.refreshTask = refreshTask;
        this.queues = queues;
        this.wake = wake;
    }

    /** Does not block; where a refresh is needed, it begins. */
    BrokerResponse to(BrokerRequest question, boolean paused) {
        ManagedSignIn one = registry.of(question.account(), question.sub()).orElse(null);
        if (one == null) return BrokerResponse.NoToken.UNKNOWN;
        BrokerResponse reply = one.answer(question);
        if (reply != BrokerResponse.NoToken.PENDING) return reply;
        if (paused || registry.problem().isPresent()) return BrokerResponse.NoToken.UNAVAILABLE;
        if (one.begin()) queues.executeFirst(one.issuer(), () -> refreshTask.runQuietly(one));
        return reply;
    }

    /** A process has changed what is stored for the account. */
    void changed(Account account) {
        registry.all().stream()
                .filter(one -> one.entry().account().equals(account))
                .forEach(ManagedSignIn::invalidate);
        reader.request();
    }

    /** Takes over what a process could not store. */
    boolean keep(Account account, StoredUser user) {
        boolean held = registry.of(account, user.user().id())
                .map(one -> one.takeOver(user))
                .orElse(false);
        if (held) wake.run();
        return held;
    }
}
