package io.github.keytray.tray.theme;

import io.github.keytray.tray.text.TrayState;
import java.awt.Image;
import java.awt.image.BaseMultiResolutionImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** The drawn pictures, each at the sizes that it was drawn for. */
public final class TrayPictures {
    private static final int[] TRAY = {16, 20, 22, 24, 32, 44, 48};

    static {
        // Otherwise ImageIO writes each picture to a file first, which fails on a full disk.
        ImageIO.setUseCache(false);
    }

    private TrayPictures() {}

    /**
     * The picture of a state, for a place of this size: the largest that fits, never one that is scaled.
     *
     * @param dark for a dark panel
     */
    public static BufferedImage ofTray(TrayState state, boolean dark, int place) {
        int size = IntStream.of(TRAY).filter(drawn -> drawn <= place).max().orElse(TRAY[0]);
        return read(state.picture() + (dark ? "-dark-" : "-") + size);
    }

    /** The same for screens of several densities: by itself, and at twice the size. */
    public static Image ofTrayForScreens(TrayState state, boolean dark, int place) {
        return new BaseMultiResolutionImage(ofTray(state, dark, place), ofTray(state, dark, place * 2));
    }

    public static BufferedImage read(String name) {
        try (InputStream png = TrayPictures.class.getResourceAsStream(name + ".png")) {
            return ImageIO.read(Objects.requireNonNull(png, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
