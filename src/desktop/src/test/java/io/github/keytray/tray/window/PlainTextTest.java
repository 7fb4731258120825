package io.github.keytray.tray.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.testing.Html;
import io.github.keytray.tray.FakeSignIns;
import io.github.keytray.tray.TrayFixture;
import java.awt.Container;
import javax.swing.JList;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final String HTML = "<html><img src='http://127.0.0.1:1/who.png'>ana";

    @Test
    void should_show_a_name_as_it_is() {
        StoredSignIn ana = FakeSignIns.kept(TrayFixture.ACME, HTML, HTML, new Valid(null));
        SignInRow row = new SignInRow(ana, new ProviderLabel(HTML, new ProviderIcon(null)), true);
        Container line = (Container)
                new RowRenderer(TrayFixture.words()).getListCellRendererComponent(new JList<>(), row, 0, false, false);
        assertThat(Html.problems(line)).isEmpty();
    }
}
