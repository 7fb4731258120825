package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.dbus.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    private record Line(int id, Map<?, ?> properties) {
        static Line of(Object struct) {
            Object[] fields = (Object[]) struct;
            return new Line((Integer) fields[0], (Map<?, ?>) fields[1]);
        }
    }

    private Object[] layout() {
        return menu.call("GetLayout", new Object[] {0, -1, List.of()});
    }

    private List<Line> read() {
        Object[] root = (Object[]) layout()[1];
        return ((List<?>) root[2])
                .stream().map(line -> Line.of(((Variant) line).value())).toList();
    }

    private List<String> labels() {
        return read().stream().map(line -> property(line.id, "label")).toList();
    }

    private String property(int id, String name) {
        Variant value = (Variant) menu.call("GetProperty", new Object[] {id, name})[0];
        return String.valueOf(value.value());
    }

    private boolean aboutToShow() {
        return (Boolean) menu.call("AboutToShow", new Object[] {0})[0];
    }

    private void event(int id, String event) {
        Object[] none = menu.call("Event", new Object[] {id, event, new Variant("s", ""), 0L});
        assertThat(none).isEmpty();
    }

    private void show(String... texts) {
        menu.set(lines(texts));
        menu.news();
    }

    private List<Signal> change(String... texts) {
        menu.set(lines(texts));
        return menu.news();
    }

    @Test
    void should_be_read_line_by_line() {
        show("ana_lima", "", "Pause", "", "Quit");
        List<Line> read = read();
        assertThat(read).hasSize(5).extracting(line -> line.id).doesNotHaveDuplicates();
        assertThat(property(read.get(0).id, "label")).isEqualTo("ana__lima");
        assertThat(property(read.get(1).id, "type")).isEqualTo("separator");
        event(read.get(4).id, "clicked");
        assertThat(clicked).containsExactly("Quit");
    }

    @Test
    void should_do_nothing_for_a_click_on_a_line_that_is_gone() {
        show("ana", "Quit");
        int ana = read().get(0).id;
        Object before = layout()[0];
        assertThat(change("Quit")).extracting(Signal::member).containsExactly("LayoutUpdated");
        assertThat(layout()[0]).isNotEqualTo(before);
        event(ana, "clicked");
        assertThat(clicked).isEmpty();
        event(read().get(0).id, "clicked");
        assertThat(clicked).containsExactly("Quit");
    }

    @Test
    void should_keep_a_line_where_it_is_when_it_says_something_else() {
        show("ana: fresh until 14:05", "Quit");
        int ana = read().get(0).id;
        List<Signal> news = change("ana: fresh until 14:35", "Quit");
        assertThat(news).extracting(Signal::member).containsExactly("ItemsPropertiesUpdated");
        assertThat((List<?>) news.get(0).values().get(0))
                .extracting(line -> Line.of(line).id)
                .containsExactly(ana);
        assertThat(labels()).containsExactly("ana: fresh until 14:35", "Quit");
        assertThat(change("ana: fresh until 14:35", "Quit")).isEmpty();
    }

    @Test
    void should_not_change_while_it_is_open() {
        show("ana: fresh", "Quit");
        event(0, "opened");
        assertThat(change("ana: offline", "ben: fresh", "Quit")).isEmpty();
        assertThat(labels()).containsExactly("ana: fresh", "Quit");
        event(0, "closed");
        assertThat(closings).hasValue(1);
        assertThat(menu.news()).extracting(Signal::member).containsExactly("LayoutUpdated");
        assertThat(labels()).containsExactly("ana: offline", "ben: fresh", "Quit");
    }

    @Test
    void should_be_the_latest_when_it_is_about_to_be_opened() {
        show("ana: fresh", "Quit");
        assertThat(aboutToShow()).isFalse();
        event(0, "opened");
        assertThat(change("ben: fresh", "Quit")).isEmpty();
        // A panel that never says that it was closed.
        assertThat(aboutToShow()).isTrue();
        assertThat(labels()).containsExactly("ben: fresh", "Quit");
        event(0, "opened");
        assertThat(menu.news()).isEmpty();
    }
}
