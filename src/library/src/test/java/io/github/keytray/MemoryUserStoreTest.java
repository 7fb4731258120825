package io.github.keytray;

class MemoryUserStoreTest implements UserStoreContract {
    @Override
    public AccountStore store() {
        return new MemoryUserStore();
    }
}
