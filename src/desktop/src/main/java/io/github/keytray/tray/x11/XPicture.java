package io.github.keytray.tray.x11;

/**
 * A square picture.
 *
 * @param size how many pixels wide and high it is
 * @param argb its pixels row by row, four bytes each: alpha, red, green, blue
 * @param dark whether it is for a dark background
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares them, and none is changed.
public record XPicture(int size, byte[] argb, boolean dark) {
    private static final int PIXEL = 4;

    /** What is left of it where there is only so much room. */
    XPicture middle(int place) {
        if (place >= size) return this;
        byte[] rest = new byte[PIXEL * place * place];
        int edge = (size - place) / 2;
        for (int y = 0; y < place; y++) {
            System.arraycopy(argb, PIXEL * ((y + edge) * size + edge), rest, PIXEL * y * place, PIXEL * place);
        }
        return new XPicture(place, rest, dark);
    }
}
