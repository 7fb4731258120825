package io.github.keytray.tray.x11;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection of its own to the X server, on which windows are numbers. For one thread; each call blocks while the
 * server answers its requests, five seconds at most for each, and ten to open. A server that goes or is late says nothing more.
 */
final class XDisplay implements AutoCloseable {
    private static final int LONGEST = 1024;
    private static final int MOST_BYTES = 4 * LONGEST;
    private static final int BITS = 32;
    /** What a message holds, in bytes. */
    private static final int PIECE = 20;

    // Requests, by their numbers in the protocol.
    private static final int CREATE_WINDOW = 1;
    private static final int DESTROY_WINDOW = 4;
    private static final int INTERN_ATOM = 16;
    private static final int CHANGE_PROPERTY = 18;
    private static final int GET_PROPERTY = 20;
    private static final int GET_SELECTION_OWNER = 23;
    private static final int SEND_EVENT = 25;
    private static final int GET_INPUT_FOCUS = 43;

    private static final int CLIENT_MESSAGE = 33;
    private static final int EVENT_LENGTH = 32;
    private static final int INPUT_ONLY = 2;
    private static final int SUBSTRUCTURE_NOTIFY_AND_REDIRECT = 0x18_0000;
    private static final int PROPERTY_CHANGE = 0x40_0000;

    private final XConnection connection;
    private final int screen;
    private final Map<String, Integer> atoms = new HashMap<>();

    private XDisplay(XConnection connection, int screen) {
        this.connection = connection;
        this.screen = screen;
    }

    /** That of this process; empty where there is no server that lets us in. */
    static Optional<XDisplay> open() {
        return open(System.getenv());
    }

    static Optional<XDisplay> open(Map<String, String> environment) {
        DisplayName name =
                DisplayName.of(environment.getOrDefault("DISPLAY", "")).orElse(null);
        // To those of other machines everything goes over the network in the clear.
        if (name == null || !name.isHere()) return Optional.empty();
        try {
            byte[] cookie = Xauthority.of(environment).cookie(name, hostName());
            return Optional.of(new XDisplay(XConnection.open(name, cookie), name.screen()));
        } catch (IOException | RuntimeException noServer) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException unknown) {
            return "";
        }
    }

    int root() {
        return connection.setup().root();
    }

    /** Which of the server's screens it is. */
    int screen() {
        return screen;
    }

    /** Whether the server is still there, as far as it has said. */
    boolean isOpen() {
        return connection.isOpen();
    }

    XConnection connection() {
        return connection;
    }

    /** The owner of a selection; empty where there is none. */
    Optional<Integer> owner(String selection) {
        ByteBuffer answer = ask(XConnection.request(GET_SELECTION_OWNER, 0, 4).putInt(atom(selection)));
        return answer == null || answer.getInt(8) == 0 ? Optional.empty() : Optional.of(answer.getInt(8));
    }

    /** Numbers that are a property of a window; none where it has no such property. */
    long[] numbers(int window, String property) {
        ByteBuffer answer = property(window, property);
        if (answer == null || answer.get(1) != BITS) return new long[0];
        long[] numbers = new long[answer.getInt(16)];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] = Integer.toUnsignedLong(answer.getInt(EVENT_LENGTH + 4 * i));
        return numbers;
    }

    /** A text that is a property of a window; empty where it has no such property. */
    Optional<String> text(int window, String property) {
        ByteBuffer answer = property(window, property);
        if (answer == null || answer.get(1) != Byte.SIZE || answer.getInt(16) == 0) return Optional.empty();
        byte[] text = new byte[answer.getInt(16)];
        answer.get(EVENT_LENGTH, text);
        return Optional.of(new String(text, StandardCharsets.UTF_8));
    }

    private @Nullable ByteBuffer property(int window, String property) {
        ByteBuffer answer = ask(XConnection.request(GET_PROPERTY, 0, 20)
                .putInt(window)
                .putInt(atom(property))
                .putInt(0)
                .putInt(0)
                .putInt(LONGEST));
        if (answer == null) return null;
        long bytes = Integer.toUnsignedLong(answer.getInt(16)) * Byte.toUnsignedInt(answer.get(1)) / Byte.SIZE;
        return bytes <= answer.limit() - EVENT_LENGTH ? answer : null;
    }

    void setText(int window, String property, String text) {
        set(window, property, "UTF8_STRING", text.getBytes(StandardCharsets.UTF_8));
    }

    void setNumbers(int window, String property, String type, int... numbers) {
        ByteBuffer request = change(window, property, type, BITS, numbers.length, Integer.BYTES * numbers.length);
        for (int number : numbers) request.putInt(number);
        send(request);
    }

    /** Names the program that a window belongs to, as desktops match it with its entry (ICCCM 4.1.2.5). */
    void setClass(int window, String instance, String name) {
        set(window, "WM_CLASS", "STRING", (instance + "\0" + name + "\0").getBytes(StandardCharsets.ISO_8859_1));
        await();
    }

    private void set(int window, String property, String type, byte[] text) {
        if (text.length == 0 || text.length > MOST_BYTES) return;
        send(change(window, property, type, Byte.SIZE, text.length, text.length).put(text));
    }

    private ByteBuffer change(int window, String property, String type, int format, int count, int bytes) {
        return XConnection.request(CHANGE_PROPERTY, 0, 20 + bytes)
                .putInt(window)
                .putInt(atom(property))
                .putInt(atom(type))
                .put((byte) format)
                .put(new byte[3])
                .putInt(count);
    }

    /** Sends a message about a window to the window manager. */
    void send(int window, String message, long... numbers) {
        ByteBuffer event = event(root(), SUBSTRUCTURE_NOTIFY_AND_REDIRECT, BITS, window, atom(message));
        for (long number : numbers) event.putInt((int) number);
        send(event);
        await();
    }

    /** Sends a message to the program that a window belongs to. */
    void tell(int window, String message, int... numbers) {
        ByteBuffer event = event(window, 0, BITS, window, atom(message));
        for (int number : numbers) event.putInt(number);
        send(event);
    }

    /** Sends a text to all that listen to the root window, in pieces (Startup Notification Protocol). */
    void broadcast(String message, String text) {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(letters, letters.length + 1);
        if (bytes.length > MOST_BYTES) return;
        int begin = atom(message + "_BEGIN");
        int goOn = atom(message);
        int sender = connection.newId();
        send(XConnection.request(CREATE_WINDOW, 0, 28)
                .putInt(sender)
                .putInt(root())
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) INPUT_ONLY));
        for (int at = 0; at < bytes.length; at += PIECE) {
            ByteBuffer event = event(root(), PROPERTY_CHANGE, Byte.SIZE, sender, at == 0 ? begin : goOn);
            send(event.put(bytes, at, Math.min(PIECE, bytes.length - at)));
        }
        send(XConnection.request(DESTROY_WINDOW, 0, 4).putInt(sender));
        await();
    }

    /** A request that sends an event to a window, up to the event's data. */
    private static ByteBuffer event(int receiver, int mask, int format, int window, int type) {
        return XConnection.request(SEND_EVENT, 0, 8 + EVENT_LENGTH)
                .putInt(receiver)
                .putInt(mask)
                .put((byte) CLIENT_MESSAGE)
                .put((byte) format)
                .putShort((short) 0)
                .putInt(window)
                .putInt(type);
    }

    /** The number of a name; 0 where the server has gone. */
    int atom(String name) {
        Integer known = atoms.get(name);
        if (known != null) return known;
        int atom = askForAtom(name);
        if (atom != 0) atoms.put(name, atom);
        return atom;
    }

    private int askForAtom(String name) {
        byte[] letters = name.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer answer = ask(XConnection.request(INTERN_ATOM, 0, 4 + letters.length)
                .putShort((short) letters.length)
                .putShort((short) 0)
                .put(letters));
        return answer == null ? 0 : answer.getInt(8);
    }

    /** Until the server has done what it was sent. */
    private void await() {
        ask(XConnection.request(GET_INPUT_FOCUS, 0, 0));
    }

    void send(ByteBuffer request) {
        try {
            connection.send(request);
        } catch (IOException gone) {
            // Nothing more is asked of it, nor waited for.
            close();
        }
    }

    @Nullable
    ByteBuffer ask(ByteBuffer request) {
        try {
            return connection.ask(request);
        } catch (IOException | RuntimeException gone) {
            close();
            return null;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
