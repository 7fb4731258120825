package io.github.keytray.tray;

import io.github.keytray.preauth.KeptSignIn;
import io.github.keytray.tray.setup.KnownProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** Name and picture of each provider: as somebody has set it up, else its host and a globe. On the event dispatch thread. */
final class ProviderLooks implements Function<KeptSignIn, ProviderLook> {
    private final List<KnownProvider> known;
    private final ProviderIcon globe = new ProviderIcon(null);
    private Map<Path, ProviderIcon> icons = Map.of();

    ProviderLooks(List<KnownProvider> known) {
        this.known = known;
    }

    @Override
    public ProviderLook apply(KeptSignIn signIn) {
        Optional<KnownProvider> set = known.stream()
                .filter(provider -> provider.issuer().equals(signIn.account().issuer()))
                .findFirst();
        return new ProviderLook(
                set.map(KnownProvider::name).orElseGet(() -> signIn.account().host()),
                set.map(KnownProvider::icon).map(icons::get).orElse(globe));
    }

    void show(Map<Path, ProviderIcon> icons) {
        this.icons = icons;
    }

    /** The pictures that can be shown; blocks. For any thread. */
    static Map<Path, ProviderIcon> read(List<KnownProvider> known) {
        Map<Path, ProviderIcon> icons = new HashMap<>();
        for (KnownProvider provider : known) {
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
