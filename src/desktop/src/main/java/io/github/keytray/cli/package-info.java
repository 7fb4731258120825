/**
 * The {@code keytray} command. Each subcommand is a class; {@link io.github.keytray.cli.Wiring} is where they get their
 * parts from. Results go to standard output, everything else to standard error, and the exit code says what happened.
 */
@NullMarked
package io.github.keytray.cli;

import org.jspecify.annotations.NullMarked;
