package io.github.keytray.tray.x11;

/**
 * A square picture.
 *
 * @param size how many pixels wide and high it is
 * @param argb its pixels row by row, four bytes each: alpha, red, green, blue
 * @param dark whether it is for a dark background
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares them, and none is changed.
public record XPicture(int size, byte[] argb, boolean dark) {}
