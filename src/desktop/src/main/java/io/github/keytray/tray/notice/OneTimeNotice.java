package io.github.keytray.tray.notice;

import io.github.keytray.internal.platform.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** Something to be said once to a person, and not at every start: a file notes that it was. */
public record OneTimeNotice(Path directory, String name, Executor workers) {
    public void then(Runnable work) {
        workers.execute(() -> {
            try {
                OwnerOnly.directory(directory);
                Files.createFile(directory.resolve(name), OwnerOnly.file());
            } catch (FileAlreadyExistsException said) {
                return;
            } catch (IOException unnoted) {
                // Better twice than never.
            }
            work.run();
        });
    }
}
