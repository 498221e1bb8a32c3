package io.brook.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.store.UnreadableStateException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that one version of Brook has saved, and another one reads: the same class, compiled from another source. */
class StateVersionsTest {
    private static final String NAME = "io.brook.versions.Kept";

    private static final String FIRST = """
            package io.brook.versions;
            public class Kept {
                private int count = 7;
                private String name = "first";
                private java.util.List<String> words = new java.util.ArrayList<>(java.util.List.of("a", "b"));
                private Inner inner = new Inner(3);
                record Inner(int depth) {}
                @Override public String toString() { return "" + count + name + words + inner.depth(); }
            }""";

    private final ClassLoader own = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    private int versions;

    @AfterEach
    void leave() {
        Thread.currentThread().setContextClassLoader(own);
    }

    /** Compiles a version, and lets this thread see it. */
    private Object enter(String source) throws Exception {
        Path version = Files.createDirectories(directory.resolve("v" + ++versions));
        Path file = Files.writeString(version.resolve("Kept.java"), source);
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", version.toString(), file.toString());
        assertThat(status).isZero();
        Thread.currentThread().setContextClassLoader(loader(version));
        Constructor<?> constructor = Class.forName(
                        NAME, true, Thread.currentThread().getContextClassLoader())
                .getDeclaredConstructor();
        return constructor.newInstance();
    }

    private ClassLoader loader(Path version) throws IOException {
        return new URLClassLoader(new URL[] {version.toUri().toURL()}, own);
    }

    private static byte[] save(Object state) {
        return new StateCodec(List.of()).save(state);
    }

    private static String restored(byte[] saved) {
        return new StateCodec(List.of()).restore(saved).toString();
    }

    private static void assertRefused(byte[] saved) {
        assertThatThrownBy(() -> restored(saved))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageContaining("the saved state of a task cannot be read")
                .hasMessageContaining("docs/operations.md");
    }

    @Test
    void aClassWithTheSameFieldsIsReadWhateverElseHasChanged() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace("@Override", "void more() {} @Override"));
        assertThat(restored(saved)).isEqualTo("7first[a, b]3");
    }

    @Test
    void aFieldThatIsNewIsAsInANewObject() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace(
                        "private int count = 7",
                        "private long more = 9; private String text = \"t\"; private int count")
                .replace("return \"\" + count", "return more + text + count"));
        assertThat(restored(saved)).isEqualTo("9t7first[a, b]3");
    }

    @Test
    void aFieldThatIsGoneIsPassedOver() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace("private int count = 7;", "")
                .replace("private Inner inner = new Inner(3);", "")
                .replace("return \"\" + count + name + words + inner.depth()", "return name + words"));
        assertThat(restored(saved)).isEqualTo("first[a, b]");
    }

    @Test
    void aFieldWhoseNumberHasAnotherTypeIsAsInANewObject() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace("private int count = 7", "private long count = 8"));
        assertThat(restored(saved)).isEqualTo("8first[a, b]3");
    }

    @Test
    void aFieldThatIsNewIsEmptyWhereNewObjectsNeedParameters() throws Exception {
        String needy = FIRST.replace(
                "record Inner(int depth) {}",
                "static class Inner { int depth; Inner(int depth) { this.depth = depth; } int depth() { return depth; } }");
        byte[] saved = save(enter(needy));
        enter(needy.replace("int depth;", "int depth; String label = \"l\"; ")
                .replace("inner.depth()", "inner.depth() + inner.label"));
        assertThat(restored(saved)).isEqualTo("7first[a, b]3null");
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace("private int count = 7;", "").replace("record Inner", "private int count; record Inner"));
        assertThat(restored(saved)).isEqualTo("7first[a, b]3");
    }

    @Test
    void aFieldWhoseObjectHasAnotherTypeIsRefused() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace("private String name = \"first\"", "private java.util.List<String> name"));
        assertRefused(saved);
    }

    @Test
    void aRecordWithOtherComponentsIsRefused() throws Exception {
        byte[] saved = save(enter(FIRST));
        enter(FIRST.replace("new Inner(3)", "new Inner(3, 4)")
                .replace("Inner(int depth)", "Inner(int depth, int width)"));
        assertRefused(saved);
    }

    @Test
    void aClassThatIsGoneIsRefused() throws Exception {
        byte[] saved =
                save(List.of(enter(FIRST).getClass().getDeclaredConstructor().newInstance()));
        Thread.currentThread().setContextClassLoader(own);
        assertRefused(saved);
    }
}
