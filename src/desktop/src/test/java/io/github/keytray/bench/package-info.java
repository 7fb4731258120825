/**
 * How fast Keytray is, beside what it is compared to, in one run: {@code src/testing/run bench.Bench}. Ratios, because times
 * drift with the machine.
 */
@NullMarked
package io.github.keytray.bench;

import org.jspecify.annotations.NullMarked;
