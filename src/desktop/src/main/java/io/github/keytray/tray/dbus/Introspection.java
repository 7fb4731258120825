package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Signature;
import io.github.keytray.tray.dbus.ExportedObject.Member;
import java.util.Collection;

/** What an object has, in XML, for programs that look (D-Bus Specification, "Introspection Data Format"). */
final class Introspection {
    private static final String DOCTYPE = """
            <!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
            """;
    private static final String STANDARD = """
             <interface name="org.freedesktop.DBus.Peer">
              <method name="Ping"/>
             </interface>
             <interface name="org.freedesktop.DBus.Introspectable">
              <method name="Introspect"><arg type="s" direction="out"/></method>
             </interface>
             <interface name="org.freedesktop.DBus.Properties">
              <method name="Get"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
              <method name="GetAll"><arg type="s" direction="in"/><arg type="a{sv}" direction="out"/></method>
              <method name="Set"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="in"/></method>
             </interface>
            """;

    private Introspection() {}

    static String of(ExportedObject object) {
        StringBuilder xml = new StringBuilder(DOCTYPE).append("<node>\n");
        xml.append(" <interface name=\"").append(object.interfaceName()).append("\">\n");
        for (Member method : object.methods()) {
            xml.append("  <method name=\"").append(method.name()).append("\">");
            arguments(xml, method.in(), " direction=\"in\"");
            arguments(xml, method.out(), " direction=\"out\"");
            xml.append("</method>\n");
        }
        for (Member signal : object.signals()) {
            xml.append("  <signal name=\"").append(signal.name()).append("\">");
            arguments(xml, signal.out(), "");
            xml.append("</signal>\n");
        }
        object.properties()
                .forEach((name, value) -> xml.append("  <property name=\"")
                        .append(name)
                        .append("\" type=\"")
                        .append(value.signature())
                        .append("\" access=\"read\"/>\n"));
        return xml.append(" </interface>\n")
                .append(STANDARD)
                .append("</node>\n")
                .toString();
    }

    /** Of a path where no object is: the objects below it. */
    static String of(String path, Collection<ExportedObject> objects) {
        String parent = path.endsWith("/") ? path : path + "/";
        StringBuilder xml = new StringBuilder(DOCTYPE).append("<node>\n");
        for (ExportedObject object : objects) {
            if (!object.path().startsWith(parent)) continue;
            xml.append(" <node name=\"")
                    .append(object.path().substring(parent.length()))
                    .append("\"/>\n");
        }
        return xml.append("</node>\n").toString();
    }

    private static void arguments(StringBuilder xml, String signature, String direction) {
        for (int at = 0; at < signature.length(); ) {
            int end = Signature.end(signature, at);
            xml.append("<arg type=\"").append(signature, at, end).append('"');
            xml.append(direction).append("/>");
            at = end;
        }
    }
}
