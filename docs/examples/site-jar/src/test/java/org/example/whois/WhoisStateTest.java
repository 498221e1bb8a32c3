package org.example.whois;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.engine.Analyses;
import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.extension.Extensions;
import io.brook.analysis.extension.SiteJars;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.store.StateSink;
import io.brook.schemas.store.UnreadableStateException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker saves of the jar's sessions, and what becomes of it. */
class WhoisStateTest {
    private static final int ETHERNET = 1;

    private final Map<ByteBuffer, byte[]> saved = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private Extensions site;

    @BeforeEach
    void load() {
        site = load(Path.of(System.getProperty("site.jar")).getParent());
    }

    private static Extensions load(Path folder) {
        List<String> problems = new ArrayList<>();
        Extensions found = SiteJars.read(folder, problems);
        assertThat(problems).isEmpty();
        found.install();
        return found;
    }

    @AfterEach
    void forget() {
        Extensions.NONE.install();
    }

    @Test
    void aConversationGoesOnInAnotherWorker() {
        WhoisTraffic traffic = new WhoisTraffic().begin("a.example");
        int before = traffic.packets().size();
        List<byte[]> packets = traffic.answer("a.example").packets();
        AnalysisEngine engine = engine();
        analyse(engine, packets, 0, before);
        engine.save(sink());
        load();
        engine = engine();
        analyse(engine, packets, before, packets.size());
        engine.end(WhoisTraffic.time(packets.size()));
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).contains("\"query\": \"a.example\"").contains("\"answer_lines\": 2"));
    }

    @Test
    void aWorkerWithoutTheJarSaysWhichClassIsMissing() {
        List<byte[]> packets = new WhoisTraffic().begin("a.example").packets();
        AnalysisEngine engine = engine();
        analyse(engine, packets, 0, packets.size());
        engine.save(sink());
        site = load(Path.of("no", "such", "folder"));
        assertThatThrownBy(this::engine)
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageContaining("it has an object of org.example.whois.WhoisSession")
                .hasMessageContaining("put the jar back");
    }

    @Test
    void whatIsOpenOfOtherProtocolsNeedsNoJar() {
        AnalysisEngine engine = engine();
        engine.save(sink());
        site = load(Path.of("no", "such", "folder"));
        assertThat(engine()).isNotNull();
    }

    private AnalysisEngine engine() {
        AnalysisEngine engine = new AnalysisEngine(
                "s",
                false,
                LocalNetworks.PRIVATE,
                WorkerLimits.ofHeap(),
                Extraction.NONE,
                emitter(),
                new Analyses(site.allAnalyzers(), type -> true),
                saved);
        engine.trackChanges();
        return engine;
    }

    private static void analyse(AnalysisEngine engine, List<byte[]> packets, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] packet = packets.get(i);
            engine.packet(ETHERNET, packet, 0, packet.length, packet.length, WhoisTraffic.time(i));
        }
    }

    private Emitter emitter() {
        return new Emitter() {
            @Override
            public void log(SpecificRecord line) {
                lines.add(line.toString());
            }

            @Override
            public void report(String subject, SpecificRecord found) {}
        };
    }

    private StateSink sink() {
        return new StateSink() {
            @Override
            public void put(byte[] key, byte[] value) {
                saved.put(ByteBuffer.wrap(key), value);
            }

            @Override
            public void remove(byte[] key) {
                saved.remove(ByteBuffer.wrap(key));
            }
        };
    }
}
