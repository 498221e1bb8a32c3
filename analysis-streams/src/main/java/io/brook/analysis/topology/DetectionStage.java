package io.brook.analysis.topology;

import io.brook.analysis.detect.Detection;
import io.brook.analysis.registry.WeirdTable;
import io.brook.analysis.weird.WeirdPolicy;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import io.brook.schemas.subject.SensorName;
import io.brook.schemas.task.OrderedStage;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Weighs what all workers report about one subject. */
final class DetectionStage implements OrderedStage {
    private final AnalysisConfig config;
    private final WeirdPolicy weirds;
    private final SavedMaps maps;
    private final Output output;
    private final Map<String, Detection> sensors = new HashMap<>();

    DetectionStage(AnalysisConfig config, SavedMaps maps, Output output) {
        this.config = config;
        this.weirds = WeirdTable.with(config.analyzers());
        this.maps = maps;
        this.output = output;
    }

    @Override
    public void hear(Rhythm rhythm) {
        detectionOf(rhythm.getSensor()).hear(rhythm);
    }

    @Override
    public void take(Report report) {
        detectionOf(report.sensor()).weigh(report);
    }

    @Override
    public void reach(String sensor, long time) {
        detectionOf(sensor).advance(time);
    }

    @Override
    public void end(String sensor, long time) {
        detectionOf(sensor).end(time);
        sensors.remove(sensor);
    }

    private Detection detectionOf(String sensor) {
        return sensors.computeIfAbsent(
                sensor,
                s -> new Detection(
                        config.detectors(), config.statistics().limits(), weirds, s, maps, this::log, this::raise));
    }

    private void log(SpecificRecord line) {
        if (config.namesSensors() && line instanceof WeirdLog weird) {
            weird.setPeer(SensorName.of(weird.getMeta().getSensor()));
        }
        output.forward(Nodes.DETECTION_LOGS, null, line);
    }

    private void raise(Notice notice) {
        String subject = notice.getNote() + ' ' + notice.getIdentifier();
        output.forward(Nodes.NOTICES, new SubjectKey(notice.getSensor(), subject), notice);
    }
}
