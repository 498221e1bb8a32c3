package io.brook.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.capture.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps an interface from being opened is said in one line. */
class InterfaceErrorsTest {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @BeforeEach
    void needsLibpcap() {
        try {
            Interfaces.list();
        } catch (SourceException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    private static InterfaceSource open(String name, String filter) throws SourceException {
        return InterfaceSource.open(
                name,
                new InterfaceOptions(
                        filter,
                        InterfaceOptions.MAX_SNAPLEN,
                        1 << 20,
                        false,
                        InterfaceOptions.Direction.BOTH,
                        OptionalInt.empty()));
    }

    private static void refused(String name, String filter, String message) {
        assertThatThrownBy(() -> open(name, filter))
                .isInstanceOf(SourceException.class)
                .hasMessage(message);
    }

    @Test
    void anInterfaceThatIsNotThere() {
        assumeTrue(ROOT, "libpcap tells nobody else which interfaces there are");
        refused("nosuch0", "", "nosuch0: no such interface; brook capture --list lists them");
    }

    @Test
    void aNameThatNoInterfaceCanHave() {
        String name = "a-name-that-is-too-long";
        refused(name, "", name + ": no such interface; brook capture --list lists them");
        refused("", "", ": no such interface; brook capture --list lists them");
    }

    @Test
    void aFilterThatIsNone() {
        assumeTrue(ROOT, "needs to be root");
        refused("lo", "tcp prot 80", "filter \"tcp prot 80\" on lo: can't parse filter expression: syntax error");
        refused("lo", "port 99999", "filter \"port 99999\" on lo: illegal port number 99999 > 65535");
    }

    @Test
    void whoeverMayNotCaptureIsToldWhatToDo() throws Exception {
        assumeTrue(ROOT && Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs to be root, and setpriv");
        Process process = new ProcessBuilder(
                        "/usr/bin/setpriv",
                        "--bounding-set",
                        "-all",
                        "--inh-caps",
                        "-all",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Opener.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said)
                .contains("lo: no permission to capture; run Brook as root, or")
                .contains("setcap cap_net_raw");
    }

    /** Opens the loopback interface, and says what comes of it. */
    public static final class Opener {
        private Opener() {}

        public static void main(String[] args) {
            try {
                open("lo", "").close();
                System.out.println("opened");
            } catch (SourceException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void listsTheLoopbackInterface() throws SourceException {
        assumeTrue(ROOT, "libpcap tells nobody else which interfaces there are");
        assertThat(Interfaces.list()).anySatisfy(each -> {
            assertThat(each.name()).isEqualTo("lo");
            assertThat(each.addresses()).contains("127.0.0.1");
        });
    }
}
