package io.github.keytray.tray.dbus;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/** The icon as the panel reads it. Safe for any thread. */
final class ExportedStatusNotifierItem extends ExportedObject implements StatusNotifierItem {
    private final String title;
    private final Runnable open;
    private List<BufferedImage> pictures = List.of();
    private String tooltip = "";
    private boolean needsAttention;

    ExportedStatusNotifierItem(String title, Runnable open) {
        this.title = title;
        this.open = open;
    }

    synchronized void set(List<BufferedImage> pictures, String tooltip, boolean needsAttention) {
        this.pictures = pictures;
        this.tooltip = tooltip;
        this.needsAttention = needsAttention;
    }

    synchronized String status() {
        return needsAttention ? "NeedsAttention" : "Active";
    }

    @Override
    synchronized Map<String, Variant<?>> properties() {
        Variant<?> pixmaps = Pixmap.variant(pictures);
        Map<String, Variant<?>> properties = new HashMap<>();
        properties.put("Category", new Variant<>("ApplicationStatus"));
        properties.put("Id", new Variant<>("keytray"));
        properties.put("Title", new Variant<>(title));
        properties.put("Status", new Variant<>(status()));
        properties.put("WindowId", new Variant<>(0));
        properties.put("IconThemePath", new Variant<>(""));
        properties.put("IconName", new Variant<>(""));
        properties.put("IconPixmap", pixmaps);
        properties.put("AttentionIconName", new Variant<>(""));
        properties.put("AttentionIconPixmap", pixmaps);
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

    /** The panel draws the menu that is exported. */
    @Override
    public void contextMenu(int x, int y) {}

    @Override
    public void scroll(int delta, String orientation) {}

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
