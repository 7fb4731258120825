/**
 * How fast Keytray is, beside what it is compared to, in one run: {@code src/testing/run bench.Table}. Ratios, because times
 * drift with the machine.
 */
@NullMarked
package io.github.keytray.bench;

import org.jspecify.annotations.NullMarked;
