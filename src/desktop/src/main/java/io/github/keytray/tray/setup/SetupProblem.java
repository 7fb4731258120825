package io.github.keytray.tray.setup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be used, with the line and the reason. */
final class SetupProblem extends Exception {
    private static final long serialVersionUID = 1L;

    SetupProblem(Path file, int line, String reason) {
        this(file, line, reason, null);
    }

    SetupProblem(Path file, int line, String reason, @Nullable Throwable cause) {
        super(file + ", line " + line + ": " + reason, cause);
    }
}
