/** What tests share: the real parts they need, and watchers that make them fail. */
@NullMarked
package io.github.keytray.testing;

import org.jspecify.annotations.NullMarked;
