package io.github.keytray.tray.theme;

import io.github.keytray.tray.text.TrayState;
import java.awt.Image;
import java.awt.image.BaseMultiResolutionImage;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** The drawn pictures, each at the sizes that it was drawn for. */
public final class TrayPictures {
    private TrayPictures() {}

    /**
     * The picture of a state, for a place of this size: the largest that fits, or the smallest that there is. None is scaled.
     *
     * @param dark for a dark panel
     */
    public static BufferedImage ofTray(TrayState state, boolean dark, int place) {
        return image(DrawnPicture.ofTray(state, dark, place));
    }

    /** The same for screens of several densities: by itself, and at twice the size. */
    public static Image ofTrayForScreens(TrayState state, boolean dark, int place) {
        return new BaseMultiResolutionImage(ofTray(state, dark, place), ofTray(state, dark, place * 2));
    }

    public static BufferedImage read(String name) {
        return image(DrawnPicture.named(name));
    }

    private static BufferedImage image(DrawnPicture picture) {
        int size = picture.size();
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = new int[size * size];
        ByteBuffer.wrap(picture.argb()).asIntBuffer().get(pixels);
        image.setRGB(0, 0, size, size, pixels, 0, size);
        return image;
    }
}
