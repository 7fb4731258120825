package io.github.keytray.host;

import io.github.keytray.swing.Session;
import io.github.keytray.swing.SwingSignIn;
import java.awt.Component;
import java.awt.Container;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/** A plug-in: signs in in a window of its own, says yes to its question, and closes it. Its host knows JDK types only. */
public final class OrdersPlugin implements Callable<String>, AutoCloseable {
    private SwingSignIn signIn;
    private JFrame frame;

    @Override
    public String call() throws Exception {
        CompletableFuture<Session> signedIn = new CompletableFuture<>();
        SwingUtilities.invokeAndWait(() -> {
            frame = new JFrame("Orders");
            frame.setSize(500, 300);
            frame.setVisible(true);
            signIn = SwingSignIn.builder()
                    .issuer(System.getProperty("issuer"))
                    .clientId("orders-desktop")
                    .owner(frame)
                    .savePanel(panel -> {
                        frame.add(panel);
                        frame.validate();
                        SwingUtilities.invokeLater(() -> clickFirstButton(panel));
                    })
                    .build();
            signIn.start().whenComplete((session, problem) -> {
                if (problem == null) signedIn.complete(session);
                else signedIn.completeExceptionally(problem);
            });
        });
        String who = signedIn.get(60, TimeUnit.SECONDS).user().username();
        SwingUtilities.invokeAndWait(frame::dispose);
        frame = null;
        return who;
    }

    @Override
    public void close() {
        signIn.close();
    }

    private static boolean clickFirstButton(Container container) {
        for (Component child : container.getComponents()) {
            if (child instanceof JButton button && !button.getText().isBlank()) {
                button.doClick();
                return true;
            }
            if (child instanceof Container inner && clickFirstButton(inner)) return true;
        }
        return false;
    }
}
