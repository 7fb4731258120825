/**
 * The server of the broker: it answers applications on a Unix domain socket that only its owner can open. The protocol, and
 * the client that applications use, are in the library's package {@code io.github.keytray.internal.broker}.
 *
 * <pre>
 * Broker                 the socket and its one thread
 *   BrokerConnection       one connection, from its request to its response
 *   BrokerHandler          what answers a request; pre-authentication does
 * </pre>
 */
@NullMarked
package io.github.keytray.broker;

import org.jspecify.annotations.NullMarked;
