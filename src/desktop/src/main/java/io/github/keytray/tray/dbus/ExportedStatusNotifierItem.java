package io.github.keytray.tray.dbus;

import io.github.keytray.internal.dbus.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The icon as the panel reads it (StatusNotifierItem). Safe for any thread. */
final class ExportedStatusNotifierItem extends ExportedObject {
    static final String PATH = "/StatusNotifierItem";
    private static final List<Member> METHODS = List.of(
            new Member("Activate", "ii", ""),
            new Member("SecondaryActivate", "ii", ""),
            // A click with the middle button, as GNOME's extension asks for it first.
            new Member("XAyatanaSecondaryActivate", "u", ""),
            // Asked by panels that cannot draw the menu that is exported (swaybar): the window has all that it has.
            new Member("ContextMenu", "ii", ""),
            new Member("Scroll", "is", ""),
            new Member("ProvideXdgActivationToken", "s", ""));
    private static final List<Member> SIGNALS = List.of(
            new Member("NewIcon", "", ""),
            new Member("NewAttentionIcon", "", ""),
            new Member("NewToolTip", "", ""),
            new Member("NewStatus", "", "s"));

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
        super(PATH, "org.kde.StatusNotifierItem", METHODS, SIGNALS);
        this.title = title;
        this.open = open;
        this.activation = activation;
    }

    /** Is other things from now on. */
    synchronized void set(List<Pixmap> pictures, List<Pixmap> attention, String tooltip, boolean needsAttention) {
        this.pictures = pictures;
        this.attention = attention;
        this.tooltip = tooltip;
        this.needsAttention = needsAttention;
    }

    /**
     * What the panel is to be told of what has changed, once. Some read again only what is named to them, and the picture
     * must be there before the state that shows it.
     */
    synchronized List<Signal> news() {
        List<Signal> news = new ArrayList<>();
        // What GNOME has its screen reader say comes with the picture.
        boolean saysOther = !tooltip.equals(toldTooltip);
        if (saysOther || !Pixmap.areSame(pictures, toldPictures)) news.add(signal("NewIcon"));
        if (!Pixmap.areSame(attention, toldAttention)) news.add(signal("NewAttentionIcon"));
        if (saysOther) news.add(signal("NewToolTip"));
        if (!status().equals(toldStatus)) news.add(signal("NewStatus", status()));
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
    synchronized Map<String, Variant> properties() {
        Map<String, Variant> properties = new LinkedHashMap<>();
        properties.put("Category", text("ApplicationStatus"));
        properties.put("Id", text("keytray"));
        properties.put("Title", text(title));
        properties.put("Status", text(status()));
        properties.put("WindowId", new Variant("i", 0));
        properties.put("IconThemePath", text(""));
        properties.put("IconName", text(""));
        properties.put("IconPixmap", Pixmap.variant(pictures));
        properties.put("IconAccessibleDesc", text(tooltip));
        properties.put("AttentionIconName", text(""));
        properties.put("AttentionIconPixmap", Pixmap.variant(attention));
        properties.put("AttentionAccessibleDesc", text(tooltip));
        properties.put("AttentionMovieName", text(""));
        properties.put("OverlayIconName", text(""));
        properties.put("OverlayIconPixmap", Pixmap.variant(List.of()));
        properties.put(
                "ToolTip", new Variant("(s" + Pixmap.SIGNATURE + "ss)", new Object[] {"", List.of(), tooltip, ""}));
        properties.put("ItemIsMenu", new Variant("b", false));
        properties.put("Menu", new Variant("o", ExportedMenu.PATH));
        return properties;
    }

    private static Variant text(String text) {
        return new Variant("s", text);
    }

    @Override
    Object[] call(String method, Object[] arguments) {
        switch (method) {
            case "ProvideXdgActivationToken" -> activation.accept((String) arguments[0]);
            case "Scroll" -> {}
            default -> open.run();
        }
        return new Object[0];
    }
}
