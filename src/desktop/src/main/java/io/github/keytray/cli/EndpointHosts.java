package io.github.keytray.cli;

import io.github.keytray.oauth.Preset;
import io.github.keytray.oauth.ProviderMetadata;
import java.util.Set;

/** What there is to say of a provider whose endpoints are not all on its own host. */
final class EndpointHosts {
    private EndpointHosts() {}

    /** A sentence that names the unfamiliar hosts; empty when there are none. */
    static String unfamiliar(ProviderMetadata metadata) {
        Set<String> hosts = metadata.unfamiliarHosts();
        if (hosts.isEmpty()) return "";
        return "Codes and tokens also go to " + String.join(", ", hosts) + ". That is allowed; ask the provider's "
                + "administrators if you do not know " + (hosts.size() == 1 ? "this host." : "these hosts.");
    }

    /** As {@link #unfamiliar}; where there are none, those that are well known. */
    static String any(ProviderMetadata metadata) {
        String unfamiliar = unfamiliar(metadata);
        Set<String> hosts = metadata.otherHosts();
        if (!unfamiliar.isEmpty() || hosts.isEmpty()) return unfamiliar;
        return "Codes and tokens also go to " + String.join(", ", hosts) + ", as always with "
                + Preset.of(metadata.issuer()).title() + ".";
    }
}
