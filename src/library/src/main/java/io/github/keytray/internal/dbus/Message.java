package io.github.keytray.internal.dbus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message that came over the bus. */
public final class Message {
    public static final byte METHOD_CALL = 1;
    public static final byte METHOD_RETURN = 2;
    public static final byte ERROR = 3;
    public static final byte SIGNAL = 4;

    static final byte NO_REPLY_EXPECTED = 1;
    /** What is there before its length is known: the fixed header, and the length of the fields. */
    static final int PREFIX = 16;

    private static final int PATH = 1;
    private static final int INTERFACE = 2;
    private static final int MEMBER = 3;
    private static final int ERROR_NAME = 4;
    private static final int REPLY_SERIAL = 5;
    private static final int DESTINATION = 6;
    private static final int SIGNATURE = 8;
    private static final int LARGEST = 1 << 24;

    private final byte type;
    private final @Nullable Object[] fields = new Object[10];
    private final Object[] body;

    private Message(byte type, Object[] fields, Object[] body) {
        this.type = type;
        for (Object field : fields) {
            Object[] pair = (Object[]) field;
            int code = (Byte) pair[0];
            if (code > 0 && code < this.fields.length) this.fields[code] = ((Variant) pair[1]).value();
        }
        this.body = body;
    }

    /** The bytes of a call. */
    static byte[] call(int serial, byte flags, String[] address, String signature, Object... body) {
        Marshaller content = new Marshaller();
        content.write(signature, body);
        byte[] arguments = content.toByteArray();
        List<Object> fields = new ArrayList<>();
        fields.add(field(DESTINATION, "s", address[0]));
        fields.add(field(PATH, "o", address[1]));
        fields.add(field(INTERFACE, "s", address[2]));
        fields.add(field(MEMBER, "s", address[3]));
        if (!signature.isEmpty()) fields.add(field(SIGNATURE, "g", signature));
        Marshaller message = new Marshaller();
        message.write("yyyyuua(yv)", (byte) 'l', METHOD_CALL, flags, (byte) 1, arguments.length, serial, fields);
        message.padded(8);
        byte[] header = message.toByteArray();
        return ByteBuffer.allocate(header.length + arguments.length)
                .put(header)
                .put(arguments)
                .array();
    }

    private static Object[] field(int code, String type, String value) {
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
    static Message parse(ByteBuffer whole) {
        ByteBuffer bytes = order(whole);
        Unmarshaller reader = new Unmarshaller(bytes);
        Object[] header = reader.read("yyyyuua(yv)");
        reader.align(8);
        Message bare = new Message((Byte) header[1], ((List<?>) header[6]).toArray(), new Object[0]);
        if (!(bare.fields[SIGNATURE] instanceof String signature)) return bare;
        Object[] body = new Unmarshaller(bytes).read(signature);
        return new Message((Byte) header[1], ((List<?>) header[6]).toArray(), body);
    }

    private static ByteBuffer order(ByteBuffer bytes) {
        return switch (bytes.get(bytes.position())) {
            case 'l' -> bytes.order(ByteOrder.LITTLE_ENDIAN);
            case 'B' -> bytes.order(ByteOrder.BIG_ENDIAN);
            default -> throw new IllegalArgumentException("No message of D-Bus");
        };
    }

    public boolean isSignal() {
        return type == SIGNAL;
    }

    public boolean isError() {
        return type == ERROR;
    }

    /** Whether it answers the call with this serial number. */
    boolean answers(long serial) {
        boolean isReply = type == METHOD_RETURN || type == ERROR;
        return isReply && fields[REPLY_SERIAL] instanceof Long replied && replied == serial;
    }

    /** The object that a signal is from; empty where it is not said. */
    public String path() {
        return text(PATH);
    }

    public String member() {
        return text(MEMBER);
    }

    public String errorName() {
        return text(ERROR_NAME);
    }

    private String text(int field) {
        return fields[field] instanceof String text ? text : "";
    }

    /** The arguments, by the types of {@link Unmarshaller}. */
    public Object[] body() {
        return body;
    }
}
