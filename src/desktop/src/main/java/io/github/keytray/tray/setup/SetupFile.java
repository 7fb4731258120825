package io.github.keytray.tray.setup;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.keytray.internal.platform.OwnerOnly;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object that is written by hand: every error is reported with its line. */
final class SetupFile {
    private static final long MOST_BYTES = 1 << 16;
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private final Path file;
    private final Map<String, Member> members = new LinkedHashMap<>();

    /**
     * A member's value, and the line it is on.
     *
     * @param isTwice whether it is there more than once, so that it says nothing
     */
    private record Member(JsonElement value, int line, boolean isTwice) {}

    private SetupFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param known the members it may have
     * @throws SetupProblem when it is no JSON object, or has others
     */
    static SetupFile read(Path file, Set<String> known) throws SetupProblem {
        List<SetupProblem> problems = new ArrayList<>();
        SetupFile result = read(file, known, problems::add);
        if (!problems.isEmpty()) throw problems.get(0);
        for (String name : result.members.keySet()) result.member(name);
        return result;
    }

    /**
     * Reads a file of which each member counts by itself.
     *
     * @param unknown told of a member that it may not have
     * @throws SetupProblem when it is no JSON object
     */
    static SetupFile read(Path file, Set<String> known, Consumer<SetupProblem> unknown) throws SetupProblem {
        SetupFile result = new SetupFile(file);
        check(file);
        try (JsonReader reader = new JsonReader(new StringReader(text(file)))) {
            reader.setStrictness(Strictness.STRICT);
            result.read(reader, known, unknown);
        } catch (IOException | JsonParseException e) {
            throw result.malformed(e);
        }
        return result;
    }

    /** The member's text. */
    String string(String name) throws SetupProblem {
        Member member = member(name);
        if (member == null) throw new SetupProblem(file, 1, "\"" + name + "\" is missing.");
        return string(member, name);
    }

    /** The member's text; null where there is no such member. */
    @Nullable
    String optionalString(String name) throws SetupProblem {
        Member member = member(name);
        return member == null ? null : string(member, name);
    }

    /** The member's texts; null where there is no such member. */
    @Nullable
    Set<String> strings(String name) throws SetupProblem {
        Member member = member(name);
        if (member == null) return null;
        if (!member.value.isJsonArray()) throw problem(name, "must be a list of texts.");
        Set<String> strings = new LinkedHashSet<>();
        for (JsonElement element : member.value.getAsJsonArray()) {
            strings.add(string(new Member(element, member.line, false), name));
        }
        return strings;
    }

    /** True or false; null where there is no such member. */
    @Nullable
    Boolean flag(String name) throws SetupProblem {
        Member member = member(name);
        if (member == null) return null;
        if (member.value instanceof JsonPrimitive primitive && primitive.isBoolean()) return primitive.getAsBoolean();
        throw problem(name, "must be true or false.");
    }

    private @Nullable Member member(String name) throws SetupProblem {
        Member member = members.get(name);
        if (member != null && member.isTwice) throw problem(name, "is there twice.");
        return member;
    }

    /** Another file, by a path that begins at this one. */
    Path sibling(String path) {
        return file.resolveSibling(path);
    }

    /** What is wrong with a member. */
    SetupProblem problem(String name, String reason) {
        Member member = members.get(name);
        return new SetupProblem(file, member == null ? 1 : member.line, "\"" + name + "\" " + reason);
    }

    private String string(Member member, String name) throws SetupProblem {
        boolean text = member.value instanceof JsonPrimitive primitive && primitive.isString();
        if (!text || member.value.getAsString().isBlank()) throw problem(name, "must be a text.");
        return member.value.getAsString();
    }

    private void read(JsonReader reader, Set<String> known, Consumer<SetupProblem> unknown)
            throws IOException, SetupProblem {
        if (reader.peek() != JsonToken.BEGIN_OBJECT) throw new SetupProblem(file, 1, "this is not a JSON object.");
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            int line = line(reader.toString());
            JsonElement value = JsonParser.parseReader(reader);
            if (known.contains(name)) members.put(name, new Member(value, line, members.containsKey(name)));
            else
                unknown.accept(new SetupProblem(
                        file,
                        line,
                        "there is no \"" + name + "\", only " + String.join(", ", new TreeSet<>(known)) + "."));
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) throw new IOException("at " + reader);
    }

    private static void check(Path file) throws SetupProblem {
        try {
            if (!Files.isRegularFile(file)) throw new SetupProblem(file, 1, "this is not a file. Remove it.");
            if (OwnerOnly.isTrusted(file)) return;
        } catch (IOException unreadable) {
            return; // Reading it tells.
        }
        throw new SetupProblem(
                file,
                1,
                "others may have written this. Make sure that it is yours or root's, and that neither its group nor"
                        + " others may write it: chmod go-w.");
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) throw new IOException("it is larger than " + MOST_BYTES + " bytes");
        return Files.readString(file);
    }

    private SetupProblem malformed(Exception e) {
        String message = String.valueOf(e.getMessage());
        Matcher matcher = LINE.matcher(message);
        if (matcher.find()) return new SetupProblem(file, line(message), "this is not JSON.", e);
        return new SetupProblem(file, 1, "it cannot be read: " + e.getClass().getSimpleName() + ".", e);
    }

    /** gson tells where it is only in what it prints. */
    private static int line(String place) {
        Matcher matcher = LINE.matcher(place);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }
}
