package io.github.keytray.tray.setup;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A provider from a configuration file, which the user only has to choose.
 *
 * @param name its name for users
 * @param issuer its issuer identifier, exactly as the provider writes it
 * @param client the client that is registered there: a public one, or one with a private key
 * @param icon a PNG file with a picture of it, or null
 * @param network the proxy and TLS settings to reach it
 */
public record ConfiguredProvider(
        String name, String issuer, Client client, @Nullable Path icon, Network network) {}
