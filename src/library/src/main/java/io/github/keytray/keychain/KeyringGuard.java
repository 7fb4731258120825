package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;

/** What must be so before java-keyring is let loose on a keychain that it would wait for in vain. */
interface KeyringGuard extends AutoCloseable {
    /** A keychain that is always there and prompts by itself. */
    KeyringGuard OPEN = new KeyringGuard() {
        @Override
        public boolean ensureUnlocked(EntryName entry, boolean writing) throws InterruptedException {
            if (Thread.interrupted()) throw new InterruptedException();
            return true;
        }

        @Override
        public boolean removeDuplicates(EntryName entry) {
            return false;
        }

        @Override
        public void close() {}
    };

    /**
     * Sees to it that the keychain is unlocked, by the person if need be.
     *
     * @param writing whether a keychain should be made where there is none yet
     * @return false when there is no keychain yet, and so no entry in it
     */
    boolean ensureUnlocked(EntryName entry, boolean writing) throws StoreUnavailable, InterruptedException;

    /**
     * Deletes all but the newest of several entries by one name, which java-keyring makes and then cannot get past.
     *
     * @return whether there is one now
     */
    boolean removeDuplicates(EntryName entry) throws InterruptedException;

    @Override
    void close();
}
