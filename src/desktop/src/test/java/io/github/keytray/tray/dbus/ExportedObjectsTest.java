package io.github.keytray.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.internal.dbus.Message;
import io.github.keytray.internal.dbus.Variant;
import io.github.keytray.tray.dbus.ExportedObjects.Answer;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a program is answered that calls the icon, as the D-Bus Specification has it. */
class ExportedObjectsTest {
    private static final String ITEM = "org.kde.StatusNotifierItem";
    private static final String STANDARD = "org.freedesktop.DBus.";

    private final List<String> done = new ArrayList<>();
    private final ExportedStatusNotifierItem item =
            new ExportedStatusNotifierItem("Keytray", () -> done.add("open"), done::add);
    private final ExportedObjects objects = new ExportedObjects();

    ExportedObjectsTest() {
        objects.add(item);
        objects.add(new ExportedMenu(() -> {}));
    }

    private static Message parse(byte[] message) {
        return Message.parse(ByteBuffer.wrap(message));
    }

    private static Message call(String path, String face, String method, String signature, Object... arguments) {
        return parse(Message.call(1, new String[] {":1.7", path, face, method}, signature, arguments));
    }

    private Answer answer(String face, String method, String signature, Object... arguments) {
        return objects.answer(call("/StatusNotifierItem", face, method, signature, arguments));
    }

    @Test
    void should_do_what_is_asked_for() {
        assertThat(answer(ITEM, "Activate", "ii", 0, 0).error()).isEmpty();
        assertThat(answer(ITEM, "ProvideXdgActivationToken", "s", "kwin-7").error())
                .isEmpty();
        assertThat(answer(ITEM, "Scroll", "is", 1, "vertical").error()).isEmpty();
        assertThat(done).containsExactly("open", "kwin-7");
        assertThat(answer(STANDARD + "Peer", "Ping", "").values()).isEmpty();
    }

    @Test
    void should_have_its_properties_read() {
        assertThat(answer(STANDARD + "Properties", "Get", "ss", ITEM, "Title").values())
                .containsExactly(new Variant("s", "Keytray"));
        Object all =
                answer(STANDARD + "Properties", "GetAll", "s", ITEM).values().get(0);
        assertThat(((Map<?, ?>) all).keySet()).isEqualTo(item.properties().keySet());
        assertThat(item.properties()).containsEntry("Menu", new Variant("o", "/MenuBar"));
    }

    @ParameterizedTest
    @CsvSource({
        "/StatusNotifierItem, org.kde.StatusNotifierItem, Dance, '', UnknownMethod",
        "/StatusNotifierItem, org.kde.StatusNotifierItem, Activate, s, InvalidArgs",
        "/StatusNotifierItem, org.example.Other, Activate, s, UnknownInterface",
        "/Nothing, org.kde.StatusNotifierItem, Activate, s, UnknownObject",
        "/StatusNotifierItem, org.freedesktop.DBus.Properties, Get, s, InvalidArgs",
        "/StatusNotifierItem, org.freedesktop.DBus.Properties, GetAll, '', InvalidArgs",
        "/StatusNotifierItem, org.freedesktop.DBus.Properties, Dance, s, UnknownMethod"
    })
    void should_say_what_is_wrong(String path, String face, String method, String signature, String error) {
        Object[] arguments = signature.isEmpty() ? new Object[0] : new Object[] {"text"};
        assertThat(objects.answer(call(path, face, method, signature, arguments))
                        .error())
                .isEqualTo("org.freedesktop.DBus.Error." + error);
        assertThat(done).isEmpty();
    }

    @Test
    void should_have_no_property_set() {
        String properties = STANDARD + "Properties";
        assertThat(answer(properties, "Get", "ss", ITEM, "Mood").error()).endsWith(".UnknownProperty");
        assertThat(answer(properties, "Set", "ssv", ITEM, "Mood", new Variant("s", "x"))
                        .error())
                .endsWith(".UnknownProperty");
        assertThat(answer(properties, "Set", "ssv", ITEM, "Title", new Variant("s", "x"))
                        .error())
                .endsWith(".PropertyReadOnly");
    }

    @Test
    void should_answer_a_call_with_its_number_and_its_caller() {
        Message call = call("/StatusNotifierItem", ITEM, "Dance", "");
        Message error = parse(objects.answer(call).to(call, 9));
        assertThat(error.isError()).isTrue();
        assertThat(error.replySerial()).isEqualTo(1);
        assertThat(error.errorName()).isEqualTo("org.freedesktop.DBus.Error.UnknownMethod");
        assertThat(call.expectsReply()).isTrue();
        assertThat(error.expectsReply()).isFalse();
    }

    @Test
    void should_be_introspected() throws Exception {
        String xml = (String)
                answer(STANDARD + "Introspectable", "Introspect", "").values().get(0);
        NodeList methods = elements(xml, "method");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < methods.getLength(); i++) names.add(((Element) methods.item(i)).getAttribute("name"));
        assertThat(names).contains("Activate", "ContextMenu", "GetAll", "Introspect");
        assertThat(elements(xml, "property").getLength())
                .isEqualTo(item.properties().size());
        String root = (String)
                objects.answer(call("/", "", "Introspect", "")).values().get(0);
        assertThat(elements(root, "node").getLength()).isEqualTo(3);
    }

    private static NodeList elements(String xml, String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName(name);
    }

    @Test
    void should_pass_over_a_signal_of_other_types() {
        SignalRule rule = new SignalRule("org.example.Face", "Changed", "su", "one");
        String[] source = {"/p", "org.example.Face", "Changed"};
        assertThat(rule.matches(parse(Message.signal(1, source, "su", "one", 2))))
                .isTrue();
        assertThat(rule.matches(parse(Message.signal(1, source, "su", "other", 2))))
                .isFalse();
        assertThat(rule.matches(parse(Message.signal(1, source, "us", 2, "one"))))
                .isFalse();
        assertThat(rule.matches(parse(Message.signal(1, source, "")))).isFalse();
        // Any program may send such a signal; only the bus's own counts.
        String[] bus = {"/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged"};
        assertThat(SignalRule.ownerOf("any.Name").matches(parse(Message.signal(1, bus, "sss", "any.Name", "", ":1.7"))))
                .isFalse();
    }
}
