package io.github.keytray.swing;

import java.awt.Component;
import java.awt.ComponentOrientation;
import java.awt.event.KeyEvent;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** The texts of the windows, in the language of the host's components. */
final class Messages {
    private final ResourceBundle bundle;
    private final Locale locale;

    Messages(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle("io.github.keytray.swing.Messages", locale);
    }

    /** In the language of a component, or of the host where there is none. */
    static Messages of(@Nullable Component component) {
        return new Messages(component == null ? JComponent.getDefaultLocale() : component.getLocale());
    }

    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /** A moment, by this computer's clock: the time, with its date where that is not today. */
    String time(Instant moment, Instant now) {
        ZoneId here = ZoneId.systemDefault();
        ZonedDateTime then = moment.atZone(here);
        boolean isToday = then.toLocalDate().equals(LocalDate.ofInstant(now, here));
        DateTimeFormatter format = isToday
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
        return format.withLocale(locale).format(then);
    }

    /** The text of a button. */
    ButtonLabel label(String key) {
        return ButtonLabel.of(get(key));
    }

    JButton button(String key, Runnable action) {
        JButton button = new JButton();
        label(key).putOn(button);
        button.addActionListener(event -> action.run());
        return button;
    }

    /** Which way the language runs. */
    ComponentOrientation orientation() {
        return ComponentOrientation.getOrientation(locale);
    }

    /**
     * The text of a button.
     *
     * @param index where in the text the letter is that works it, or -1
     */
    record ButtonLabel(String text, int index) {
        static ButtonLabel of(String written) {
            int mark = written.indexOf('&');
            return new ButtonLabel(written.replace("&", ""), mark);
        }

        void putOn(AbstractButton button) {
            PlainText.in(button).setText(text);
            if (index < 0) return;
            button.setMnemonic(KeyEvent.getExtendedKeyCodeForChar(text.charAt(index)));
            button.setDisplayedMnemonicIndex(index);
        }
    }
}
