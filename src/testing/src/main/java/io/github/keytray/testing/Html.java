package io.github.keytray.testing;

import java.awt.Component;
import java.awt.Container;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JMenu;
import javax.swing.ListCellRenderer;

/** Finds what would take a text for HTML. */
public final class Html {
    private Html() {}

    /** What in a window would, labels and buttons, menus, and what draws lists; on the event dispatch thread. */
    public static List<String> problems(Container window) {
        List<String> problems = new ArrayList<>();
        Screen.all(window).forEach(component -> check(component, problems));
        return problems;
    }

    private static void check(Component component, List<String> problems) {
        if (component instanceof JLabel label) plain(label, label.getText(), problems);
        if (component instanceof AbstractButton button) plain(button, button.getText(), problems);
        if (component instanceof JMenu menu) {
            for (Component item : menu.getMenuComponents()) check(item, problems);
        }
        if (component instanceof JComponent swing && swing.getToolTipText() != null) {
            plain(swing.createToolTip(), swing.getToolTipText(), problems);
        }
        if (component instanceof JList<?> list) lines(list, problems);
        if (component instanceof JComboBox<?> box) {
            JComponent line = (JComponent) box.getRenderer();
            plain(line, "a line of a choice", problems);
        }
    }

    private static <T> void lines(JList<T> list, List<String> problems) {
        ListCellRenderer<? super T> renderer = list.getCellRenderer();
        for (int i = 0; i < list.getModel().getSize(); i++) {
            Component line =
                    renderer.getListCellRendererComponent(list, list.getModel().getElementAt(i), i, false, false);
            check(line, problems);
            if (line instanceof Container container) problems.addAll(problems(container));
        }
    }

    private static void plain(JComponent component, String text, List<String> problems) {
        if (text == null || text.isBlank()) return;
        if (!Boolean.TRUE.equals(component.getClientProperty("html.disable"))) {
            problems.add("may be HTML: " + component.getClass().getName() + " " + text);
        }
        // The view that Swing makes of HTML.
        if (component.getClientProperty("html") != null) problems.add("is HTML: " + text);
    }
}
