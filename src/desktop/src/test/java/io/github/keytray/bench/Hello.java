package io.github.keytray.bench;

/** The least that a Java program costs. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        System.out.println("Hello");
    }
}
