package io.brook.analysis.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Progress;
import io.brook.schemas.store.SavedMaps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are refused; the example of the documentation is one that is not. */
class SiteJarsTest {
    private static final String ANALYZER = ProtocolAnalyzer.class.getName();
    private static final String DETECTOR = SiteDetector.class.getName();

    @TempDir
    private Path lib;

    private final List<String> problems = new ArrayList<>();

    /** An analyzer of any name. */
    public static class Named implements ProtocolAnalyzer {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Fine. */
    public static final class Good extends Named {
        public Good() {
            super("gopher");
        }
    }

    /** Has a name of Brook's. */
    public static final class Taken extends Named {
        public Taken() {
            super("dns");
        }
    }

    /** Has a name that no column can hold. */
    public static final class BadlyNamed extends Named {
        public BadlyNamed() {
            super("Go pher");
        }
    }

    /** Writes logs that are no logs, or Brook's. */
    public static final class BadLogs extends Named {
        public BadLogs() {
            super("badlogs");
        }

        @Override
        public List<Class<? extends SpecificRecord>> logs() {
            return List.of(DnsLog.class, Progress.class);
        }
    }

    /** Cannot be made. */
    public static final class Broken extends Named {
        public Broken() {
            super("broken");
            throw new IllegalStateException("no disk");
        }
    }

    /** Was built against something that is not there. */
    public static final class OfAnotherVersion extends Named {
        public OfAnotherVersion() {
            super("old");
        }

        @Override
        public String name() {
            throw new NoSuchMethodError("io.brook.analysis.Gone.name()");
        }
    }

    /** A detector of any notice and evidence. */
    public static class Weighs implements SiteDetector {
        private final String note;
        private final Class<? extends SpecificRecord> evidence;

        Weighs(String note, Class<? extends SpecificRecord> evidence) {
            this.note = note;
            this.evidence = evidence;
        }

        @Override
        public DetectorInfo info() {
            return new DetectorInfo(List.of(note), "", "", List.of());
        }

        @Override
        public Detector<?> open(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
            return new Blind<>(evidence);
        }
    }

    /** Weighs nothing. */
    private record Blind<E extends SpecificRecord>(Class<E> evidence) implements Detector<E> {
        @Override
        public void observe(String subject, E found) {}
    }

    /** Fine. */
    public static final class GoodDetector extends Weighs {
        public GoodDetector() {
            super("Site::Failures", FailedAttempt.class);
        }
    }

    /** Raises a notice of Brook's. */
    public static final class TakenNotice extends Weighs {
        public TakenNotice() {
            super("Scan::Port_Scan", FailedAttempt.class);
        }
    }

    /** Would take weird.log's lines away. */
    public static final class WeighsLines extends Weighs {
        public WeighsLines() {
            super("Site::Weirds", WeirdLog.class);
        }
    }

    /** Would take away what Brook counts. */
    public static final class WeighsCounts extends Weighs {
        public WeighsCounts() {
            super("Site::Counts", AckCount.class);
        }
    }

    @Test
    void aFolderThatIsNotThereHasNoJars() {
        assertThat(SiteJars.read(lib.resolve("none"), problems)).isEqualTo(Extensions.NONE);
        assertThat(problems).isEmpty();
    }

    @Test
    void goodOnesAreLoadedAndAddToTheLists() throws IOException {
        jar("a.jar", SiteJars.VERSION, ANALYZER, Good.class.getName());
        jar("b.jar", SiteJars.VERSION, DETECTOR, GoodDetector.class.getName());
        Extensions found = read();
        assertThat(problems).isEmpty();
        assertThat(found.types()).contains("gopher", "dns");
        assertThat(found.allAnalyzers())
                .last()
                .extracting(ProtocolAnalyzer::name)
                .isEqualTo("gopher");
        assertThat(found.notes()).contains("Site::Failures", "Scan::Port_Scan");
    }

    @Test
    void allMistakesAreSaidAtOnceEachWithItsJar() throws IOException {
        Files.writeString(lib.resolve("a.jar"), "no jar");
        jar("b.jar", SiteJars.VERSION, ANALYZER, "org.example.Nowhere\n" + Broken.class.getName());
        jar("c.jar", SiteJars.VERSION, ANALYZER, Taken.class.getName() + '\n' + BadlyNamed.class.getName());
        jar("d.jar", "99.1", ANALYZER, Good.class.getName());
        jar("e.jar", null, ANALYZER, Good.class.getName());
        jar("f.jar", SiteJars.VERSION, ANALYZER, OfAnotherVersion.class.getName());
        jar("g.jar", SiteJars.VERSION, ANALYZER, Good.class.getName());
        jar("h.jar", SiteJars.VERSION, ANALYZER, Good.class.getName());
        Extensions found = read();
        assertThat(found.analyzers()).extracting(ProtocolAnalyzer::name).containsExactly("gopher");
        assertThat(problems)
                .satisfiesExactly(
                        each -> assertThat(each).contains("a.jar: cannot be read as a jar"),
                        each -> assertThat(each).contains("b.jar: Provider org.example.Nowhere not found"),
                        each -> assertThat(each).contains("b.jar: Provider").contains("no disk"),
                        each -> assertThat(each).contains("c.jar: the analyzer dns: the name is taken by Brook itself"),
                        each -> assertThat(each).contains("c.jar: the analyzer Go pher: the name must look like"),
                        each -> assertThat(each)
                                .contains("d.jar: was built for Brook 99.1, this is " + SiteJars.VERSION),
                        each -> assertThat(each).contains("e.jar: its manifest does not say for which version"),
                        each -> assertThat(each)
                                .contains("f.jar: does not fit Brook")
                                .contains("io.brook.analysis.Gone"),
                        each -> assertThat(each)
                                .contains("h.jar: the analyzer gopher: the name is taken by")
                                .contains("g.jar"));
    }

    @Test
    void logsAndEvidenceMustBeTheSites() throws IOException {
        jar("a.jar", SiteJars.VERSION, ANALYZER, BadLogs.class.getName());
        jar(
                "b.jar",
                SiteJars.VERSION,
                DETECTOR,
                String.join(
                        "\n", TakenNotice.class.getName(), WeighsLines.class.getName(), WeighsCounts.class.getName()));
        read();
        assertThat(problems)
                .satisfiesExactly(
                        each -> assertThat(each).contains("a.jar: the log dns: the name is taken by Brook itself"),
                        each -> assertThat(each)
                                .contains("a.jar: io.brook.schemas.record.Progress: its schema has no @zeek.path"),
                        each -> assertThat(each).contains("b.jar: the notice Scan::Port_Scan: the name is taken"),
                        each -> assertThat(each).contains("WeighsLines weighs io.brook.schemas.log.WeirdLog"),
                        each -> assertThat(each).contains("WeighsCounts weighs io.brook.schemas.record.AckCount"));
    }

    @Test
    void aVersionThatDiffersInTheLastNumberFits() throws IOException {
        String[] numbers = SiteJars.VERSION.split("[.-]");
        jar("a.jar", numbers[0] + '.' + numbers[1] + ".77", ANALYZER, Good.class.getName());
        read();
        assertThat(problems).isEmpty();
    }

    @Test
    void aLibraryNeedsNoVersion() throws IOException {
        jar("a.jar", null, "org.example.Service", "org.example.Nowhere");
        read();
        assertThat(problems).isEmpty();
    }

    private Extensions read() {
        return SiteJars.read(lib, problems);
    }

    /** A jar that offers classes of this test, which the loader has from its parent. */
    private void jar(String name, String version, String service, String classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (version != null) {
            manifest.getMainAttributes().putValue(SiteJar.VERSION, version);
        }
        try (OutputStream out = Files.newOutputStream(lib.resolve(name));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + service));
            jar.write(classes.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
    }
}
