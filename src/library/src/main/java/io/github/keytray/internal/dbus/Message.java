package io.github.keytray.internal.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that came over the bus, and the bytes of those that go there. */
public final class Message {
    private static final byte METHOD_CALL = 1;
    private static final byte METHOD_RETURN = 2;
    private static final byte ERROR = 3;
    private static final byte SIGNAL = 4;

    static final byte NO_REPLY_EXPECTED = 1;
    /** What is there before its length is known: the fixed header, and the length of the fields. */
    static final int PREFIX = 16;

    private static final int PATH = 1;
    private static final int INTERFACE = 2;
    private static final int MEMBER = 3;
    private static final int ERROR_NAME = 4;
    private static final int REPLY_SERIAL = 5;
    private static final int DESTINATION = 6;
    private static final int SENDER = 7;
    private static final int SIGNATURE = 8;
    private static final int LARGEST = 1 << 24;

    private final byte type;
    private final byte flags;
    private final long serial;
    private final @Nullable Object[] fields = new Object[10];
    private final Object[] body;

    private Message(Object[] header, Object[] body) {
        this.type = (Byte) header[1];
        this.flags = (Byte) header[2];
        this.serial = (Long) header[5];
        for (Object field : (List<?>) header[6]) {
            Object[] pair = (Object[]) field;
            int code = (Byte) pair[0];
            if (code > 0 && code < this.fields.length) this.fields[code] = ((Variant) pair[1]).value();
        }
        this.body = body;
    }

    /**
     * The bytes of a call.
     *
     * @param address the name on the bus, the object, the interface, and the method
     */
    public static byte[] call(int serial, String[] address, String signature, Object... body) {
        return call(serial, (byte) 0, address, signature, body);
    }

    static byte[] call(int serial, byte flags, String[] address, String signature, Object... body) {
        List<Object> fields = new ArrayList<>();
        fields.add(field(DESTINATION, "s", address[0]));
        fields.add(field(PATH, "o", address[1]));
        fields.add(field(INTERFACE, "s", address[2]));
        fields.add(field(MEMBER, "s", address[3]));
        return bytes(METHOD_CALL, flags, serial, fields, signature, body);
    }

    /**
     * The bytes of a signal, for all who have subscribed to it.
     *
     * @param source the object, the interface, and the signal
     */
    public static byte[] signal(int serial, String[] source, String signature, Object... body) {
        List<Object> fields = new ArrayList<>();
        fields.add(field(PATH, "o", source[0]));
        fields.add(field(INTERFACE, "s", source[1]));
        fields.add(field(MEMBER, "s", source[2]));
        return bytes(SIGNAL, NO_REPLY_EXPECTED, serial, fields, signature, body);
    }

    /** The bytes of the answer to this call. */
    public byte[] reply(int serial, String signature, Object... body) {
        return bytes(METHOD_RETURN, NO_REPLY_EXPECTED, serial, toCaller(), signature, body);
    }

    /**
     * The bytes of the error that answers this call.
     *
     * @param name that of the error
     * @param text what it means
     */
    public byte[] error(int serial, String name, String text) {
        List<Object> fields = toCaller();
        fields.add(field(ERROR_NAME, "s", name));
        return bytes(ERROR, NO_REPLY_EXPECTED, serial, fields, "s", text);
    }

    private List<Object> toCaller() {
        List<Object> fields = new ArrayList<>();
        fields.add(field(REPLY_SERIAL, "u", serial));
        fields.add(field(DESTINATION, "s", sender()));
        return fields;
    }

    private static byte[] bytes(
            byte type, byte flags, int serial, List<Object> fields, String signature, Object... body) {
        Marshaller content = new Marshaller();
        content.write(signature, body);
        byte[] arguments = content.toByteArray();
        if (!signature.isEmpty()) fields.add(field(SIGNATURE, "g", signature));
        Marshaller message = new Marshaller();
        message.write("yyyyuua(yv)", (byte) 'l', type, flags, (byte) 1, arguments.length, serial, fields);
        message.padded(8);
        byte[] header = message.toByteArray();
        return ByteBuffer.allocate(header.length + arguments.length)
                .put(header)
                .put(arguments)
                .array();
    }

    private static Object[] field(int code, String type, Object value) {
        return new Object[] {(byte) code, new Variant(type, value)};
    }

    /**
     * How long the message is that begins here.
     *
     * @throws IllegalArgumentException for what is no message, or one that is too long to be ours
     */
    static int length(ByteBuffer prefix) {
        ByteBuffer bytes = order(prefix);
        long fields = bytes.getInt(bytes.position() + 12) & 0xffffffffL;
        long body = bytes.getInt(bytes.position() + 4) & 0xffffffffL;
        long length = (PREFIX + fields + 7) / 8 * 8 + body;
        if (length > LARGEST) throw new IllegalArgumentException("A message of " + length + " bytes");
        return (int) length;
    }

    /** The message in these bytes. */
    public static Message parse(ByteBuffer whole) {
        ByteBuffer bytes = order(whole);
        Unmarshaller reader = new Unmarshaller(bytes);
        Object[] header = reader.read("yyyyuua(yv)");
        reader.align(8);
        Message bare = new Message(header, new Object[0]);
        if (!(bare.fields[SIGNATURE] instanceof String signature)) return bare;
        Object[] body = new Unmarshaller(bytes).read(signature);
        return new Message(header, body);
    }

    private static ByteBuffer order(ByteBuffer bytes) {
        return switch (bytes.get(bytes.position())) {
            case 'l' -> bytes.order(ByteOrder.LITTLE_ENDIAN);
            case 'B' -> bytes.order(ByteOrder.BIG_ENDIAN);
            default -> throw new IllegalArgumentException("No message of D-Bus");
        };
    }

    public boolean isCall() {
        return type == METHOD_CALL;
    }

    public boolean isSignal() {
        return type == SIGNAL;
    }

    public boolean isError() {
        return type == ERROR;
    }

    /** Whether the caller waits for an answer. */
    public boolean expectsReply() {
        return isCall() && (flags & NO_REPLY_EXPECTED) == 0;
    }

    /** Whether it answers the call with this serial number. */
    boolean answers(long serial) {
        return replySerial() == serial;
    }

    /** The serial number of the call that it answers; -1 for a message that is no answer. */
    public long replySerial() {
        boolean isReply = type == METHOD_RETURN || type == ERROR;
        return isReply && fields[REPLY_SERIAL] instanceof Long replied ? replied : -1;
    }

    /** The object that is called, or that a signal is from; empty where it is not said. */
    public String path() {
        return text(PATH);
    }

    /** The interface of the member; empty where it is not said, as a call may leave it. */
    public String interfaceName() {
        return text(INTERFACE);
    }

    public String member() {
        return text(MEMBER);
    }

    /** The connection that it came from. */
    public String sender() {
        return text(SENDER);
    }

    public String errorName() {
        return text(ERROR_NAME);
    }

    /** The types of the arguments. */
    public String signature() {
        return text(SIGNATURE);
    }

    private String text(int field) {
        return fields[field] instanceof String text ? text : "";
    }

    /** The arguments, by the types of {@link Unmarshaller}. */
    public Object[] body() {
        return body;
    }
}
