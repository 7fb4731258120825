package io.github.keytray.proof;

import io.github.keytray.AccountStore;
import io.github.keytray.GrantException;
import io.github.keytray.Roster;
import io.github.keytray.StoredUser;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store that makes a step of each lock, before it is taken and after it is free again. */
record StepStore(AccountStore store, ModelProcess process) implements AccountStore {
    @Override
    public Roster roster() throws GrantException, InterruptedException {
        return store.roster();
    }

    @Override
    public void change(UnaryOperator<Roster> change) throws GrantException, InterruptedException {
        store.change(change);
    }

    @Override
    public Optional<StoredUser> getDefaultUser() throws GrantException, InterruptedException {
        return store.getDefaultUser();
    }

    @Override
    public Optional<StoredUser> getUser(String sub) throws GrantException, InterruptedException {
        return store.getUser(sub);
    }

    @Override
    public void putDefaultUser(@Nullable StoredUser user) throws GrantException, InterruptedException {
        store.putDefaultUser(user);
    }

    @Override
    public <T> T exclusively(Duration patience, ExclusiveTask<T> work) throws GrantException, InterruptedException {
        process.lock("the account");
        T result = store.exclusively(patience, work);
        process.unlocked("the account");
        return result;
    }

    @Override
    public Optional<Lease> lease(Duration patience) throws GrantException, InterruptedException {
        process.lock("the sign-in");
        return store.lease(patience);
    }
}
