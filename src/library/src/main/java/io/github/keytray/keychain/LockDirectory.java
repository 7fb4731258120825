package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.internal.platform.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The directory of lock files: its owner's alone, and no link to anywhere. */
final class LockDirectory {
    private final Path directory;

    LockDirectory(Path directory) {
        this.directory = directory;
    }

    /** The lock file of that name, in a directory that exists. */
    Path file(String name) throws StoreUnavailable {
        try {
            OwnerOnly.directory(directory);
            return directory.resolve(name + ".lock");
        } catch (IOException e) {
            throw KeychainFailures.noLock(directory, e);
        }
    }

    /** The lock file of the same name as one in another directory. */
    Path file(Path other) throws StoreUnavailable {
        return file(other.getFileName().toString().replaceFirst("\\.lock$", ""));
    }

    Path path() {
        return directory;
    }

    static FileChannel open(Path file) throws IOException {
        return OwnerOnly.open(file);
    }
}
