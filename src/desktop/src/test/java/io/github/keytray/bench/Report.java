package io.github.keytray.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table: printed as it is measured, and written as JSON. Ratios are to the first row of each group. */
final class Report {
    private final JsonObject machine = new JsonObject();
    private final JsonArray groups = new JsonArray();

    /** Begins with the machine and how busy it is. */
    static Report begin() throws IOException {
        Report report = new Report();
        report.machine.addProperty("processor", processor());
        report.machine.addProperty("processors", Runtime.getRuntime().availableProcessors());
        report.machine.addProperty("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.machine.addProperty("java", System.getProperty("java.runtime.version"));
        report.load("load before");
        say("%s%n", report.machine);
        return report;
    }

    private static String processor() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith("model name"))
                return line.substring(line.indexOf(':') + 1).strip();
        }
        return System.getProperty("os.arch");
    }

    private void load(String when) throws IOException {
        machine.addProperty(when, Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    void group(String title, List<Row> rows) {
        JsonObject group = new JsonObject();
        group.addProperty("title", title);
        JsonArray lines = new JsonArray();
        say("%n%s%n", title);
        for (Row row : rows) {
            Row first = rows.get(0);
            JsonObject line = new JsonObject();
            line.addProperty("name", row.name());
            line.addProperty("unit", row.unit());
            line.addProperty("value", row.value());
            line.addProperty("ratio", row.value() / first.value());
            say("  %-58s %10.3f %-3s %6.2f x", row.name(), row.value(), row.unit(), row.value() / first.value());
            if (row.cpu() > 0) {
                line.addProperty("cpu", row.cpu());
                line.addProperty("cpu_ratio", row.cpu() / first.cpu());
                say("   processor %10.3f %-3s %6.2f x", row.cpu(), row.unit(), row.cpu() / first.cpu());
            }
            say("%n");
            lines.add(line);
        }
        group.add("rows", lines);
        groups.add(group);
    }

    /** Says why a group is not there. */
    static void without(String title, String reason) {
        say("%n%s%n  not measured: %s%n", title, reason);
    }

    void write(Path file) throws IOException {
        load("load after");
        JsonObject all = new JsonObject();
        all.add("machine", machine);
        all.add("groups", groups);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(all) + "\n");
        say("%n%s%nWritten to %s%n", machine, file);
    }

    /** The rows of a file, by their group and name. */
    static Map<String, JsonObject> read(Path file) throws IOException {
        Map<String, JsonObject> rows = new LinkedHashMap<>();
        JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        for (JsonElement group : all.getAsJsonArray("groups")) {
            String title = group.getAsJsonObject().get("title").getAsString();
            for (JsonElement row : group.getAsJsonObject().getAsJsonArray("rows")) {
                JsonObject line = row.getAsJsonObject();
                rows.put(title + ": " + line.get("name").getAsString(), line);
            }
        }
        return rows;
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
