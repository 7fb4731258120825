package io.github.keytray.swing;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the windows, in the language of the host's components. */
final class Messages {
    private final ResourceBundle bundle;
    private final Locale locale;

    Messages(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("io.github.keytray.swing.Messages", locale);
    }

    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** The key code of a mnemonic. */
    int mnemonic(String key) {
        return bundle.getString(key + ".mnemonic").charAt(0);
    }
}
