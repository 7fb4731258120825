package io.github.keytray.tray.x11;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.platform.unix.X11;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.awt.AWTError;
import java.awt.Toolkit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A connection of its own to the X server. For one thread; blocks for as long as that takes to answer. */
final class XDisplay implements AutoCloseable {
    private static final NativeLong LONGEST = new NativeLong(1024);
    private static final int BITS = 32;
    /** What a message holds, in bytes. */
    private static final int PIECE = 20;

    private final X11 x11;
    private final X11.Display display;

    private XDisplay(X11 x11, X11.Display display) {
        this.x11 = x11;
        this.display = display;
    }

    /** Empty where there is no server, or no library for one. */
    static Optional<XDisplay> open() {
        try {
            // AWT hears of the errors of X, which otherwise end the process.
            Toolkit.getDefaultToolkit();
            X11 x11 = X11.INSTANCE;
            X11.Display display = x11.XOpenDisplay(null);
            return display == null ? Optional.empty() : Optional.of(new XDisplay(x11, display));
        } catch (AWTError | LinkageError | RuntimeException noX11) {
            return Optional.empty();
        }
    }

    X11.Window root() {
        return x11.XDefaultRootWindow(display);
    }

    /** The owner of a selection; empty where there is none. */
    Optional<X11.Window> owner(String selection) {
        return Optional.ofNullable(SelectionOwner.INSTANCE.XGetSelectionOwner(display, atom(selection)));
    }

    /** Numbers that are a property of a window; none where it has no such property. */
    long[] numbers(X11.Window window, String property) {
        return read(window, property, (data, format, length) -> {
                    if (format != BITS) return new long[0];
                    long[] numbers = new long[length];
                    for (int i = 0; i < length; i++) {
                        numbers[i] =
                                data.getNativeLong((long) i * NativeLong.SIZE).longValue() & 0xffff_ffffL;
                    }
                    return numbers;
                })
                .orElseGet(() -> new long[0]);
    }

    /** A text that is a property of a window; empty where it has no such property. */
    Optional<String> text(X11.Window window, String property) {
        return read(
                window,
                property,
                (data, format, length) -> new String(data.getByteArray(0, length), StandardCharsets.UTF_8));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Pointer data, int format, int length);
    }

    private <T> Optional<T> read(X11.Window window, String property, Reader<T> reader) {
        PointerByReference data = new PointerByReference();
        IntByReference format = new IntByReference();
        NativeLongByReference length = new NativeLongByReference();
        int status = x11.XGetWindowProperty(
                display,
                window,
                atom(property),
                new NativeLong(0),
                LONGEST,
                false,
                new X11.Atom(X11.AnyPropertyType),
                new X11.AtomByReference(),
                format,
                length,
                new NativeLongByReference(),
                data);
        Pointer found = data.getValue();
        if (status != X11.Success || found == null) return Optional.empty();
        try {
            int items = length.getValue().intValue();
            return items == 0 ? Optional.empty() : Optional.of(reader.read(found, format.getValue(), items));
        } finally {
            x11.XFree(found);
        }
    }

    void setText(X11.Window window, String property, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) return;
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        x11.XChangeProperty(
                display,
                window,
                atom(property),
                atom("UTF8_STRING"),
                Byte.SIZE,
                X11.PropModeReplace,
                memory,
                bytes.length);
    }

    /** Names the program that a window belongs to, as desktops match it with its entry (ICCCM 4.1.2.5). */
    void setClass(X11.Window window, String instance, String name) {
        byte[] bytes = (instance + "\0" + name + "\0").getBytes(StandardCharsets.ISO_8859_1);
        Memory memory = new Memory(bytes.length);
        memory.write(0, bytes, 0, bytes.length);
        x11.XChangeProperty(
                display,
                window,
                atom("WM_CLASS"),
                atom("STRING"),
                Byte.SIZE,
                X11.PropModeReplace,
                memory,
                bytes.length);
        x11.XSync(display, false);
    }

    /** Sends a message about a window to the window manager. */
    void send(X11.Window window, String message, long... numbers) {
        X11.XEvent event = new X11.XEvent();
        event.setType(X11.XClientMessageEvent.class);
        event.xclient.type = X11.ClientMessage;
        event.xclient.serial = new NativeLong(0);
        event.xclient.send_event = 1;
        event.xclient.display = display;
        event.xclient.message_type = atom(message);
        event.xclient.window = window;
        event.xclient.format = BITS;
        event.xclient.data.setType(NativeLong[].class);
        for (int i = 0; i < event.xclient.data.l.length; i++) {
            event.xclient.data.l[i] = new NativeLong(i < numbers.length ? numbers[i] : 0);
        }
        NativeLong mask = new NativeLong(X11.SubstructureNotifyMask | X11.SubstructureRedirectMask);
        x11.XSendEvent(display, root(), 0, mask, event);
        x11.XSync(display, false);
    }

    /** Sends a text to all that listen to the root window, in pieces (Startup Notification Protocol). */
    void broadcast(String message, String text) {
        byte[] bytes =
                Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8).length + 1);
        X11.Window sender = x11.XCreateSimpleWindow(display, root(), 0, 0, 1, 1, 0, 0, 0);
        for (int at = 0; at < bytes.length; at += PIECE) {
            X11.XEvent event = new X11.XEvent();
            event.setType(X11.XClientMessageEvent.class);
            event.xclient.type = X11.ClientMessage;
            event.xclient.display = display;
            event.xclient.message_type = atom(at == 0 ? message + "_BEGIN" : message);
            event.xclient.window = sender;
            event.xclient.format = Byte.SIZE;
            event.xclient.data.setType(byte[].class);
            System.arraycopy(bytes, at, event.xclient.data.b, 0, Math.min(PIECE, bytes.length - at));
            x11.XSendEvent(display, root(), 0, new NativeLong(X11.PropertyChangeMask), event);
        }
        x11.XDestroyWindow(display, sender);
        x11.XSync(display, false);
    }

    private X11.Atom atom(String name) {
        return x11.XInternAtom(display, name, false);
    }

    @Override
    public void close() {
        x11.XCloseDisplay(display);
    }

    /** What JNA's own interface leaves out. */
    interface SelectionOwner extends Library {
        SelectionOwner INSTANCE = Native.load("X11", SelectionOwner.class);

        X11.Window XGetSelectionOwner(X11.Display display, X11.Atom selection);
    }
}
