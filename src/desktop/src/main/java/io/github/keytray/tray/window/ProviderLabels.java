package io.github.keytray.tray.window;

import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.setup.ConfiguredProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;

/**
 * Name and picture of each provider: from its configuration file, otherwise its host and a globe. On the event dispatch
 * thread.
 */
public final class ProviderLabels implements Function<StoredSignIn, ProviderLabel> {
    private final List<ConfiguredProvider> known;
    private final ProviderIcon globe = new ProviderIcon(null);
    private Map<Path, ProviderIcon> icons = Map.of();

    public ProviderLabels(List<ConfiguredProvider> known) {
        this.known = known;
    }

    @Override
    public ProviderLabel apply(StoredSignIn signIn) {
        Optional<ConfiguredProvider> set = known.stream()
                .filter(provider -> provider.issuer().equals(signIn.account().issuer()))
                .findFirst();
        return new ProviderLabel(
                set.map(ConfiguredProvider::name)
                        .orElseGet(() -> signIn.account().host()),
                set.map(ConfiguredProvider::icon).map(icons::get).orElse(globe));
    }

    public void show(Map<Path, ProviderIcon> icons) {
        this.icons = icons;
    }

    /** The pictures that can be shown; blocks. For any thread. */
    public static Map<Path, ProviderIcon> read(List<ConfiguredProvider> known) {
        Map<Path, ProviderIcon> icons = new HashMap<>();
        for (ConfiguredProvider provider : known) {
            Path file = provider.icon();
            if (file == null) continue;
            try {
                BufferedImage picture = ImageIO.read(file.toFile());
                if (picture != null) icons.put(file, new ProviderIcon(picture));
            } catch (IOException e) {
                // It was a picture when the files were read: the globe stands in for it.
            }
        }
        return Map.copyOf(icons);
    }
}
