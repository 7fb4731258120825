package io.github.keytray.cli;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/**
 * A QR code in characters: black on white with its quiet zone, with any colours of the terminal. A line shows two rows
 * where the terminal has half blocks; otherwise a module is two columns wide.
 *
 * @param halves whether the charset has half blocks
 * @param colours whether the terminal understands ECMA-48 colours
 */
record TerminalQr(boolean halves, boolean colours) {
    private static final int QUIET = 2;
    /** What fits on most terminals. */
    private static final int WIDEST = 80;

    private static final String BLACK_ON_WHITE = "\033[30;107m";
    private static final String WHITE = "\033[107m";
    private static final String BLACK = "\033[40m";
    private static final String RESET = "\033[0m";

    static TerminalQr of(Map<String, String> environment, boolean isTerminal, Charset charset) {
        String term = environment.getOrDefault("TERM", environment.containsKey("WT_SESSION") ? "wt" : "dumb");
        boolean colours = isTerminal && !term.equals("dumb") && !environment.containsKey("NO_COLOR");
        return new TerminalQr(isTerminal && charset.newEncoder().canEncode('▀'), colours);
    }

    /** The picture; empty where the text is too long, or the terminal can show none. */
    Optional<String> draw(String text) {
        if (!halves && !colours) return Optional.empty();
        QrCode code;
        try {
            code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        } catch (DataTooLongException tooLong) {
            return Optional.empty();
        }
        int side = code.size + 2 * QUIET;
        if (side * (halves ? 1 : 2) > WIDEST) return Optional.empty();
        StringBuilder picture = new StringBuilder();
        for (int y = -QUIET; y < code.size + QUIET; y += halves ? 2 : 1) {
            if (!picture.isEmpty()) picture.append(System.lineSeparator());
            if (halves) halves(picture, code, y);
            else columns(picture, code, y);
        }
        return Optional.of(picture.toString());
    }

    /** Without colours the blocks are what is white: most terminals are dark, and phones read the other kind, too. */
    private void halves(StringBuilder picture, QrCode code, int y) {
        if (colours) picture.append(BLACK_ON_WHITE);
        for (int x = -QUIET; x < code.size + QUIET; x++) {
            boolean upper = code.getModule(x, y) == colours;
            boolean lower = code.getModule(x, y + 1) == colours;
            picture.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
        }
        if (colours) picture.append(RESET);
    }

    private static void columns(StringBuilder picture, QrCode code, int y) {
        for (int x = -QUIET; x < code.size + QUIET; x++) {
            picture.append(code.getModule(x, y) ? BLACK : WHITE).append("  ");
        }
        picture.append(RESET);
    }
}
