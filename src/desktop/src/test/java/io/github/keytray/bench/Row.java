package io.github.keytray.bench;

/**
 * A line of a table.
 *
 * @param value in the unit; of a time, that on the wall
 * @param cpu processor time in the same unit; 0 where it was not measured
 */
record Row(String name, String unit, double value, double cpu) {
    Row(String name, String unit, double value) {
        this(name, unit, value, 0);
    }
}
