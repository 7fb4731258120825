package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

class ExportedMenuTest {
    private final ExportedMenu menu = new ExportedMenu();
    private final List<String> clicked = new ArrayList<>();

    private List<MenuLine> lines(String... texts) {
        return Stream.of(texts)
                .map(text -> new MenuLine(text, text.isEmpty() ? null : () -> clicked.add(text)))
                .toList();
    }

    private List<DBusMenu.MenuItemLayout> read() {
        return menu.layout(0, -1, List.of()).second.lines.stream()
                .map(line -> (DBusMenu.MenuItemLayout) line.getValue())
                .toList();
    }

    private void click(int id) {
        menu.event(id, "clicked", new Variant<>(""), new UInt32(0));
    }

    @Test
    void should_be_read_line_by_line() {
        menu.set(lines("ana_lima", "", "Quit"));
        List<DBusMenu.MenuItemLayout> read = read();
        assertThat(read).hasSize(3);
        assertThat(menu.property(read.get(0).id, "label").getValue()).isEqualTo("ana__lima");
        assertThat(menu.property(read.get(1).id, "type").getValue()).isEqualTo("separator");
        click(read.get(2).id);
        assertThat(clicked).containsExactly("Quit");
    }

    @Test
    void should_do_nothing_for_a_click_on_a_line_that_is_gone() {
        menu.set(lines("ana", "Quit"));
        int ana = read().get(0).id;
        UInt32 before = menu.revision();
        assertThat(menu.set(lines("Quit"))).isTrue();
        assertThat(menu.revision()).isNotEqualTo(before);
        click(ana);
        assertThat(clicked).isEmpty();
        click(read().get(0).id);
        assertThat(clicked).containsExactly("Quit");
    }

    @Test
    void should_not_be_another_menu_when_it_says_the_same() {
        menu.set(lines("ana"));
        int ana = read().get(0).id;
        assertThat(menu.set(lines("ana"))).isFalse();
        click(ana);
        assertThat(clicked).containsExactly("ana");
    }
}
