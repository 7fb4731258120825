package io.github.keytray.demo;

import io.github.keytray.swing.Session;
import io.github.keytray.swing.SwingSignIn;
import java.awt.BorderLayout;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.SwingWorker;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;
import javax.swing.WindowConstants;
import javax.swing.plaf.metal.MetalLookAndFeel;
import org.jspecify.annotations.Nullable;

/** An application from 2004. What was added for the sign-in is the field {@code signIn} and what follows it. */
final class OrdersFrame extends JFrame {
    static final String TITLE = "Acme Orders";

    private final OrderTable table = new OrderTable();
    private final JLabel status = new JLabel(" ");
    private final JLabel account = new JLabel(" ");
    private final JMenuItem refreshItem = item("Refresh", KeyEvent.VK_R, this::refresh);
    private final JMenuItem signInItem = item("Sign in...", KeyEvent.VK_I, this::signIn);
    private final JMenuItem switchUserItem = item("Switch user...", KeyEvent.VK_U, this::switchUser);
    private final JMenuItem signOutItem = item("Sign out", KeyEvent.VK_O, this::signOut);
    private final URI server;
    private final Consumer<Session> signedIn;

    private final SwingSignIn signIn;
    private @Nullable CompletableFuture<Session> attempt;
    private @Nullable Session session;

    private OrdersFrame(String issuer, URI server, Consumer<Session> signedIn) {
        super(TITLE);
        this.server = server;
        this.signedIn = signedIn;
        signIn = SwingSignIn.builder()
                .issuer(issuer)
                .clientId(Demo.CLIENT_ID)
                .owner(this)
                .build();
        setJMenuBar(menuBar());
        add(new JScrollPane(table), BorderLayout.CENTER);
        add(statusBar(), BorderLayout.SOUTH);
        refreshItem.setAccelerator(KeyStroke.getKeyStroke(KeyEvent.VK_F5, 0));
        setSize(660, 380);
        setLocationRelativeTo(null);
        setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    }

    /**
     * Shows the application and waits until its window is closed.
     *
     * @param issuer where people sign in
     * @param server where the orders are
     * @param signedIn hears, on the event dispatch thread, of each session
     */
    static void showAndWait(String issuer, URI server, Consumer<Session> signedIn) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        SwingUtilities.invokeLater(() -> {
            wearMetal();
            OrdersFrame frame = new OrdersFrame(issuer, server, signedIn);
            frame.addWindowListener(new WindowAdapter() {
                @Override
                public void windowClosed(WindowEvent event) {
                    if (frame.attempt != null) frame.attempt.cancel(true);
                    closed.countDown();
                }
            });
            frame.setVisible(true);
            frame.signIn();
        });
        closed.await();
    }

    private static void wearMetal() {
        try {
            UIManager.setLookAndFeel(new MetalLookAndFeel());
        } catch (UnsupportedLookAndFeelException e) {
            throw new AssertionError("Every Java has Metal", e);
        }
    }

    private void signIn() {
        await(signIn.start());
    }

    private void switchUser() {
        if (session != null) await(session.switchUser());
    }

    private void await(CompletableFuture<Session> future) {
        attempt = future;
        showAccount("Signing in...");
        future.whenComplete((next, problem) -> {
            attempt = null;
            if (next != null) connect(next);
            else showAccount(session == null ? "Not signed in" : "Signed in as " + name(session));
        });
    }

    private void connect(Session next) {
        session = next;
        next.addPropertyChangeListener(event -> {
            if (session == next && next.state() != Session.State.SIGNED_IN) disconnect();
        });
        showAccount("Signed in as " + name(next));
        signedIn.accept(next);
        refresh();
    }

    private void signOut() {
        if (session != null) session.signOut();
    }

    private void disconnect() {
        session = null;
        table.show(List.of());
        status.setText(" ");
        showAccount("Not signed in");
    }

    private void refresh() {
        Session current = session;
        if (current == null) return;
        status.setText("Loading...");
        new SwingWorker<List<Order>, Void>() {
            @Override
            protected List<Order> doInBackground() throws Exception {
                return Order.fetch(server, current::authorize);
            }

            @Override
            protected void done() {
                try {
                    List<Order> orders = get();
                    if (session == current) show(orders);
                } catch (InterruptedException | ExecutionException e) {
                    status.setText("The orders could not be loaded. Press F5 to try again.");
                }
            }
        }.execute();
    }

    private void show(List<Order> orders) {
        table.show(orders);
        status.setText(orders.size() + " orders");
    }

    private void showAccount(String text) {
        account.setText(text);
        boolean busy = attempt != null;
        signInItem.setEnabled(session == null && !busy);
        switchUserItem.setEnabled(session != null && !busy);
        signOutItem.setEnabled(session != null && !busy);
        refreshItem.setEnabled(session != null);
    }

    private static String name(Session session) {
        return session.user().username();
    }

    private JMenuBar menuBar() {
        JMenuBar bar = new JMenuBar();
        bar.add(menu("File", KeyEvent.VK_F, item("Exit", KeyEvent.VK_X, this::dispose)));
        bar.add(menu("Orders", KeyEvent.VK_O, refreshItem));
        bar.add(menu("Account", KeyEvent.VK_A, signInItem, switchUserItem, signOutItem));
        return bar;
    }

    private static JMenu menu(String name, int mnemonic, JMenuItem... items) {
        JMenu menu = new JMenu(name);
        menu.setMnemonic(mnemonic);
        for (JMenuItem item : items) menu.add(item);
        return menu;
    }

    private static JMenuItem item(String name, int mnemonic, Runnable action) {
        JMenuItem item = new JMenuItem(name, mnemonic);
        item.addActionListener(event -> action.run());
        return item;
    }

    private JPanel statusBar() {
        JPanel bar = new JPanel(new BorderLayout());
        bar.setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
        bar.add(status, BorderLayout.WEST);
        bar.add(account, BorderLayout.EAST);
        return bar;
    }
}
