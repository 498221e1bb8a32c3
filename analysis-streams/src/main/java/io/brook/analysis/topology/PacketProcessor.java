package io.brook.analysis.topology;

import io.brook.analysis.detect.Detectors;
import io.brook.analysis.detect.LineEvidence;
import io.brook.analysis.detect.connection.ExtraFindings;
import io.brook.analysis.detect.connection.LongConnections;
import io.brook.analysis.detect.loss.SilentTaps;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.engine.Analyses;
import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.engine.EngineCounters;
import io.brook.analysis.file.extract.ExtractDirectory;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.loss.TaskLosses;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.PromptCommit;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.subject.Report;
import io.brook.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker: gives each sensor's packets to an engine of their own, and sends on what the engines say. */
final class PacketProcessor implements Processor<byte[], Object, SubjectKey, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(PacketProcessor.class);

    private final AnalysisConfig config;
    private final Slice slice;
    private final WorkerLimits limits;
    private final WorkerFigures figures;
    private final Losses processLosses;
    private final LineEvidence evidence;
    private TaskLosses losses;
    private PromptCommit commit;
    private SnapshotStore store;
    private SensorEngines engines;
    private Taps taps;
    private SliceCut cut;

    /** How far each sensor has come, also those of which this task has no packets: their engines may begin later. */
    private SavedMap<String, Long> settled;

    private ProcessorContext<SubjectKey, SpecificRecord> context;
    private final Emitter out = new Sender();
    private Map<String, Long> reached;
    private KnownSubjects known;
    private AnalysisSwitches switches;

    /**
     * @param slice which packets it analyses
     * @param limits what all workers of this process may hold together
     * @param figures what they count together
     * @param losses what all tasks of this process have lost
     */
    PacketProcessor(AnalysisConfig config, Slice slice, WorkerLimits limits, WorkerFigures figures, Losses losses) {
        this.config = config;
        this.slice = slice;
        this.limits = limits;
        this.figures = figures;
        processLosses = losses;
        evidence = new LineEvidence(config.detectors(), config.local());
    }

    @Override
    public void init(ProcessorContext<SubjectKey, SpecificRecord> context) {
        this.context = context;
        known = new KnownSubjects(context);
        switches = new AnalysisSwitches(config.disabled(), context.getStateStore(Topics.CONTROL.name()));
        commit = new PromptCommit(context);
        store = context.getStateStore(Nodes.FLOW_STORE);
        TaskMaps maps = new TaskMaps();
        Map<ByteBuffer, byte[]> saved = store.open(sink -> {
            losses.save();
            maps.save(sink);
            engines.save(sink);
        });
        SavedMaps own = maps.takeOutOf(saved);
        cut = new SliceCut(slice, own);
        taps = new Taps(own, config.statistics().stats(), SilentTaps.limit(config.detectors()));
        losses = new TaskLosses(
                processLosses,
                Stage.ANALYSIS,
                "the worker",
                Topics.PACKETS,
                context,
                own,
                line -> forward(Nodes.LOGS, null, line),
                this::advance);
        settled = own.map(TaskLosses.NO_SENSOR, "settled", Codec.STRING, Codec.LONG);
        engines = new SensorEngines(this::newEngine, saved);
        reached = figures.beginTask();
    }

    @Override
    public void process(Record<byte[], Object> message) {
        if (message.value() instanceof PacketBatch batch) {
            losses.before(batch.sensor(), batch.size() == 0 ? 0 : batch.time(0));
            if (!cut.isOutside(batch.sensor())) {
                analyse(batch);
            }
        } else if (message.value() instanceof Progress progress) {
            losses.before(progress.getSensor(), progress.getTime());
            advance(progress);
        } else if (message.value() instanceof Rhythm rhythm) {
            losses.before(rhythm);
            if (cut.isOutside(rhythm.getSensor())) {
                return;
            }
            SubjectKey key = new SubjectKey(rhythm.getSensor(), Stage.CAPTURE.label());
            forward(Nodes.OBSERVATIONS, key, rhythm);
            forward(Nodes.EVIDENCE, key, rhythm);
        } else if (message.value() instanceof TapProgress tap) {
            hear(tap);
        }
    }

    private void hear(TapProgress tap) {
        losses.before(tap.getSensor(), tap.getTime());
        if (cut.isOutside(tap.getSensor())) {
            return;
        }
        // Where nothing was lost because nothing came, too, something is to be said of it.
        engines.of(tap.getSensor()).measureLoss(config.statistics().loss().toNanos());
        taps.line(tap).ifPresent(out::log);
        taps.silence(tap).ifPresent(found -> out.report("tap " + found.getTap(), found));
        taps.hear(tap).ifPresent(merged -> {
            if (merged.close()) {
                close(merged.progress());
            } else {
                advance(merged.progress());
            }
        });
    }

    /** The task ends here, or goes to another worker. */
    @Override
    public void close() {
        store.release();
        engines.abandon();
        figures.endTask(reached);
    }

    private void analyse(PacketBatch batch) {
        AnalysisEngine engine = engines.of(batch.sensor());
        engine.inPass(batch.pass());
        int offset = 0;
        for (int i = 0; i < batch.size(); i++) {
            int captured = batch.capturedLength(i);
            int original = batch.originalLength(i);
            if (!cut.holds(batch.sensor(), batch.time(i))) {
                offset += captured;
                continue;
            }
            if (batch.trimmedLength(i) > 0) {
                engine.trimmedPacket(batch.linkType(), batch.data(), offset, captured, original, batch.time(i));
            } else {
                engine.packet(batch.linkType(), batch.data(), offset, captured, original, batch.time(i));
            }
            offset += captured;
        }
        figures.analysed(batch.size(), offset);
    }

    private AnalysisEngine newEngine(String sensor, Map<ByteBuffer, byte[]> saved) {
        Extraction extraction =
                config.extract().<Extraction>map(ExtractDirectory::new).orElse(Extraction.NONE);
        AnalysisEngine engine = new AnalysisEngine(
                sensor,
                config.ignoreChecksums(),
                config.local(),
                limits,
                extraction,
                out,
                new Analyses(config.analyzers(), switches),
                saved);
        Long before = settled.get(sensor);
        if (before != null) {
            engine.settle(before);
        }
        if (config.shuntAfter() > 0) {
            engine.shuntAfter(config.shuntAfter());
        }
        if (config.detectors().logs().contains(Detectors.UNKNOWN_PROTOCOLS)) {
            engine.reportUnknownProtocols();
        }
        engine.reportExtras(ExtraFindings.wanted(config.detectors()));
        engine.reportLongConnections(LongConnections.durations(config.detectors()));
        if (config.statistics().ofTraces()) {
            engine.measureLoss(config.statistics().loss().toNanos());
        }
        return engine;
    }

    private void advance(Progress heard) {
        if (cut.isOutside(heard.getSensor())) {
            return;
        }
        Progress progress = cut.of(heard);
        switches.refresh();
        AnalysisEngine engine = engines.ofKnown(progress.getSensor());
        if (progress.getEnd()) {
            end(progress, engine);
            settled.remove(progress.getSensor());
            losses.ended(progress.getSensor());
        } else {
            settled.put(progress.getSensor(), progress.getTime());
            if (engine != null) {
                engine.advance(progress.getTime());
            }
        }
        reached(progress);
        tell(progress);
    }

    /** Ends all connections; the sensor goes on, and what it says from now on is later than that. */
    private void close(Progress last) {
        end(last, engines.ofKnown(last.getSensor()));
        advance(Progress.newBuilder(last).setTime(last.getTime() + 1).build());
    }

    private void end(Progress last, AnalysisEngine engine) {
        if (engine != null) {
            engine.end(last.getTime());
            engines.end(last.getSensor());
            reportLosses(last.getSensor(), engine.counters());
        }
        commit.request();
    }

    private void tell(Progress progress) {
        Progress own =
                Progress.newBuilder(progress).setStage(Stage.ANALYSIS.label()).build();
        SubjectKey key = Stage.key(own);
        forward(Nodes.OBSERVATIONS, key, own);
        forward(Nodes.EVIDENCE, key, own);
        forward(Nodes.PROGRESS, key, own);
    }

    private void reached(Progress progress) {
        if (progress.getEnd()) {
            reached.remove(progress.getSensor());
        } else {
            reached.put(progress.getSensor(), progress.getTime());
        }
    }

    private static void reportLosses(String sensor, EngineCounters lost) {
        if (lost.isAny()) {
            LOG.warn(
                    "{}: gave up {} connections, {} streams, {} fragmented packets and {} files for lack of memory,"
                            + " {} sessions for bugs, {} for trimmed payload",
                    sensor,
                    lost.connections(),
                    lost.streams(),
                    lost.fragmentedPackets(),
                    lost.files(),
                    lost.sessions(),
                    lost.sessionsTrimmed());
        }
    }

    private void forward(String sink, SubjectKey key, SpecificRecord value) {
        context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
    }

    /** Gives what an engine says to the topic it belongs to. */
    private final class Sender implements Emitter {
        @Override
        public void log(SpecificRecord line) {
            figures.said(line);
            context.forward(new Record<>(null, line, context.currentSystemTimeMs()), Nodes.LOGS);
            report(evidence.in(line));
            compare(line);
        }

        /** With the rules of its time. */
        private void compare(SpecificRecord line) {
            report(config.sigma().at(LogStream.meta(line).getWritten()).in(line));
        }

        private void report(List<Report> reports) {
            for (Report report : reports) {
                report(report.subject(), report.found());
            }
        }

        @Override
        public void report(String subject, SpecificRecord found) {
            figures.reported(found);
            SubjectKey key = new SubjectKey(LogStream.meta(found).getSensor(), subject);
            boolean isObservation = Topics.OBSERVATIONS.holds(found);
            if (!isObservation || evidence.isEvidence(found)) {
                forward(Nodes.EVIDENCE, key, found);
            }
            if (isObservation && !known.isNoNews(key, found)) {
                forward(Nodes.OBSERVATIONS, key, found);
                compare(found);
            }
        }

        @Override
        public void badChecksum(String weird) {
            figures.badChecksum(weird);
        }

        @Override
        public void sessionEnded(String analyzer, SessionEnd cause) {
            figures.sessionEnded(analyzer, cause);
        }

        @Override
        public void shunt(SubjectKey key, ShuntedFlow flow) {
            forward(Nodes.CONTROL, key, flow);
        }
    }
}
