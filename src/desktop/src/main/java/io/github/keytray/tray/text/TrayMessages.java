package io.github.keytray.tray.text;

import java.awt.ComponentOrientation;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the tray, in the person's language. */
public record TrayMessages(ResourceBundle bundle, Locale locale) {
    public TrayMessages(Locale locale) {
        this(ResourceBundle.getBundle("io.github.keytray.tray.text.TrayMessages", locale), locale);
    }

    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** Which way the language of the texts runs: English, where there is no bundle. */
    public ComponentOrientation orientation() {
        return ComponentOrientation.getOrientation(bundle.getLocale());
    }
}
