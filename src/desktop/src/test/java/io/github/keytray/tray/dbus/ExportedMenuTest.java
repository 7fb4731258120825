package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

class ExportedMenuTest {
    private final AtomicInteger closings = new AtomicInteger();
    private final ExportedMenu menu = new ExportedMenu(closings::incrementAndGet);
    private final List<String> clicked = new ArrayList<>();

    /** A line is about what its text says before the colon. */
    private List<MenuLine> lines(String... texts) {
        return Stream.of(texts)
                .map(text ->
                        new MenuLine(text.split(":", -1)[0], text, text.isEmpty() ? null : () -> clicked.add(text)))
                .toList();
    }

    private List<DBusMenu.MenuItemLayout> read() {
        return menu.layout(0, -1, List.of()).second.lines.stream()
                .map(line -> (DBusMenu.MenuItemLayout) line.getValue())
                .toList();
    }

    private List<String> labels() {
        return read().stream()
                .map(line -> line.properties.containsKey("label")
                        ? String.valueOf(line.properties.get("label").getValue())
                        : "")
                .toList();
    }

    private void event(int id, String event) {
        menu.event(id, event, new Variant<>(""), new UInt32(0));
    }

    private void show(String... texts) throws DBusException {
        menu.set(lines(texts));
        menu.news();
    }

    private List<DBusSignal> change(String... texts) throws DBusException {
        menu.set(lines(texts));
        return menu.news();
    }

    @Test
    void should_be_read_line_by_line() throws DBusException {
        show("ana_lima", "", "Pause", "", "Quit");
        List<DBusMenu.MenuItemLayout> read = read();
        assertThat(read).hasSize(5).extracting(line -> line.id).doesNotHaveDuplicates();
        assertThat(menu.property(read.get(0).id, "label").getValue()).isEqualTo("ana__lima");
        assertThat(menu.property(read.get(1).id, "type").getValue()).isEqualTo("separator");
        event(read.get(4).id, "clicked");
        assertThat(clicked).containsExactly("Quit");
    }

    @Test
    void should_do_nothing_for_a_click_on_a_line_that_is_gone() throws DBusException {
        show("ana", "Quit");
        int ana = read().get(0).id;
        UInt32 before = menu.layout(0, -1, List.of()).first;
        assertThat(change("Quit")).singleElement().isInstanceOf(DBusMenu.LayoutUpdated.class);
        assertThat(menu.layout(0, -1, List.of()).first).isNotEqualTo(before);
        event(ana, "clicked");
        assertThat(clicked).isEmpty();
        event(read().get(0).id, "clicked");
        assertThat(clicked).containsExactly("Quit");
    }

    @Test
    void should_keep_a_line_where_it_is_when_it_says_something_else() throws DBusException {
        show("ana: fresh until 14:05", "Quit");
        int ana = read().get(0).id;
        List<DBusSignal> news = change("ana: fresh until 14:35", "Quit");
        assertThat(news)
                .singleElement()
                .isInstanceOfSatisfying(
                        DBusMenu.ItemsPropertiesUpdated.class,
                        changed -> assertThat(changed.updated)
                                .extracting(line -> line.id)
                                .containsExactly(ana));
        assertThat(labels()).containsExactly("ana: fresh until 14:35", "Quit");
        assertThat(change("ana: fresh until 14:35", "Quit")).isEmpty();
    }

    @Test
    void should_not_change_while_it_is_open() throws DBusException {
        show("ana: fresh", "Quit");
        event(0, "opened");
        assertThat(change("ana: offline", "ben: fresh", "Quit")).isEmpty();
        assertThat(labels()).containsExactly("ana: fresh", "Quit");
        event(0, "closed");
        assertThat(closings).hasValue(1);
        assertThat(menu.news()).singleElement().isInstanceOf(DBusMenu.LayoutUpdated.class);
        assertThat(labels()).containsExactly("ana: offline", "ben: fresh", "Quit");
    }

    @Test
    void should_be_the_latest_when_it_is_about_to_be_opened() throws DBusException {
        show("ana: fresh", "Quit");
        assertThat(menu.aboutToShow(0)).isFalse();
        event(0, "opened");
        assertThat(change("ben: fresh", "Quit")).isEmpty();
        // A panel that never says that it was closed.
        assertThat(menu.aboutToShow(0)).isTrue();
        assertThat(labels()).containsExactly("ben: fresh", "Quit");
        event(0, "opened");
        assertThat(menu.news()).isEmpty();
    }
}
