/** The command with a real provider: Spring Authorization Server, started as a process. */
@NullMarked
package io.github.keytray.spring;

import org.jspecify.annotations.NullMarked;
