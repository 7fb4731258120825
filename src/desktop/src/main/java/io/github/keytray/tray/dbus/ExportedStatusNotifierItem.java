package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The icon as the panel reads it. Safe for any thread. */
final class ExportedStatusNotifierItem extends ExportedObject implements StatusNotifierItem {
    private final String title;
    private final Runnable open;
    private final Consumer<String> activation;
    private List<Pixmap> pictures = List.of();
    private List<Pixmap> attention = List.of();
    private String tooltip = "";
    private boolean needsAttention;
    private List<Pixmap> toldPictures = List.of();
    private List<Pixmap> toldAttention = List.of();
    private String toldTooltip = "";
    private String toldStatus = "";

    ExportedStatusNotifierItem(String title, Runnable open, Consumer<String> activation) {
        this.title = title;
        this.open = open;
        this.activation = activation;
    }

    /** Is other things from now on. */
    synchronized void set(
            List<BufferedImage> pictures, List<BufferedImage> attention, String tooltip, boolean needsAttention) {
        this.pictures = pictures.stream().map(Pixmap::new).toList();
        this.attention = attention.stream().map(Pixmap::new).toList();
        this.tooltip = tooltip;
        this.needsAttention = needsAttention;
    }

    /**
     * What the panel is to be told of what has changed, once. Some read again only what is named to them, and the picture
     * must be there before the state that shows it.
     */
    synchronized List<DBusSignal> news() throws DBusException {
        List<DBusSignal> news = new ArrayList<>();
        // What GNOME has its screen reader say comes with the picture.
        boolean saysOther = !tooltip.equals(toldTooltip);
        if (saysOther || !Pixmap.areSame(pictures, toldPictures)) news.add(new NewIcon(PATH));
        if (!Pixmap.areSame(attention, toldAttention)) news.add(new NewAttentionIcon(PATH));
        if (saysOther) news.add(new NewToolTip(PATH));
        if (!status().equals(toldStatus)) news.add(new NewStatus(PATH, status()));
        toldPictures = pictures;
        toldAttention = attention;
        toldTooltip = tooltip;
        toldStatus = status();
        return news;
    }

    /** Whether there is a picture: without one it is not to be shown. */
    synchronized boolean isDrawn() {
        return !pictures.isEmpty();
    }

    private String status() {
        return needsAttention ? "NeedsAttention" : "Active";
    }

    @Override
    synchronized Map<String, Variant<?>> properties() {
        Map<String, Variant<?>> properties = new HashMap<>();
        properties.put("Category", new Variant<>("ApplicationStatus"));
        properties.put("Id", new Variant<>("keytray"));
        properties.put("Title", new Variant<>(title));
        properties.put("Status", new Variant<>(status()));
        properties.put("WindowId", new Variant<>(0));
        properties.put("IconThemePath", new Variant<>(""));
        properties.put("IconName", new Variant<>(""));
        properties.put("IconPixmap", Pixmap.variant(pictures));
        properties.put("IconAccessibleDesc", new Variant<>(tooltip));
        properties.put("AttentionIconName", new Variant<>(""));
        properties.put("AttentionIconPixmap", Pixmap.variant(attention));
        properties.put("AttentionAccessibleDesc", new Variant<>(tooltip));
        properties.put("AttentionMovieName", new Variant<>(""));
        properties.put("OverlayIconName", new Variant<>(""));
        properties.put("OverlayIconPixmap", Pixmap.variant(List.of()));
        properties.put("ToolTip", new Variant<>(new ToolTip("", List.of(), tooltip, ""), "(sa(iiay)ss)"));
        properties.put("ItemIsMenu", new Variant<>(false));
        properties.put("Menu", new Variant<>(new DBusPath(DBusMenu.PATH)));
        return properties;
    }

    /** What it says when pointed at. */
    public static final class ToolTip extends Struct {
        @Position(0)
        public final String icon;

        @Position(1)
        public final List<Pixmap> pictures;

        @Position(2)
        public final String title;

        @Position(3)
        public final String text;

        ToolTip(String icon, List<Pixmap> pictures, String title, String text) {
            this.icon = icon;
            this.pictures = pictures;
            this.title = title;
            this.text = text;
        }
    }

    @Override
    public void activate(int x, int y) {
        open.run();
    }

    @Override
    public void secondaryActivate(int x, int y) {
        open.run();
    }

    @Override
    public void xAyatanaSecondaryActivate(UInt32 timestamp) {
        open.run();
    }

    @Override
    public void provideXdgActivationToken(String token) {
        activation.accept(token);
    }

    /** Asked by panels that cannot draw the menu that is exported (swaybar): the window has all that it has. */
    @Override
    public void contextMenu(int x, int y) {
        open.run();
    }

    @Override
    public void scroll(int delta, String orientation) {}

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
