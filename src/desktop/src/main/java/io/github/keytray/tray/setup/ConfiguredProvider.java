package io.github.keytray.tray.setup;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Network;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A provider that somebody has set up, so that a person need only choose it.
 *
 * @param name what people call it
 * @param issuer as the provider writes itself
 * @param client as it is registered there, public
 * @param icon a PNG file with a picture of it, or null
 * @param network what is particular about the way to it
 */
public record ConfiguredProvider(
        String name, String issuer, Client client, @Nullable Path icon, Network network) {}
