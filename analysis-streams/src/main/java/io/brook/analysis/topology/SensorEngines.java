package io.brook.analysis.topology;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.schemas.store.StateSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engines of one task, one for each sensor, and which of them have something to save. */
final class SensorEngines {
    private final Factory factory;
    private final Map<String, AnalysisEngine> engines = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    /** Those whose sensors have ended: what was saved of them is to be removed. */
    private final Map<String, List<AnalysisEngine>> ended = new HashMap<>();

    /** Makes engines. */
    @FunctionalInterface
    interface Factory {
        /** @param saved what an engine of that sensor has saved */
        AnalysisEngine engine(String sensor, Map<ByteBuffer, byte[]> saved);
    }

    /** @param saved what engines of the same task have saved */
    SensorEngines(Factory factory, Map<ByteBuffer, byte[]> saved) {
        this.factory = factory;
        Map<String, Map<ByteBuffer, byte[]>> bySensor = new HashMap<>();
        saved.forEach((key, piece) -> {
            ByteBuffer rest = key.slice();
            byte[] sensor = new byte[rest.getInt()];
            rest.get(sensor);
            bySensor.computeIfAbsent(new String(sensor, StandardCharsets.UTF_8), s -> new HashMap<>())
                    .put(rest.slice(), piece);
        });
        bySensor.forEach(this::start);
    }

    private AnalysisEngine start(String sensor, Map<ByteBuffer, byte[]> saved) {
        AnalysisEngine engine = factory.engine(sensor, saved);
        engine.trackChanges();
        engines.put(sensor, engine);
        return engine;
    }

    /** A sensor's engine, for new packets. */
    AnalysisEngine of(String sensor) {
        touched.add(sensor);
        AnalysisEngine engine = engines.get(sensor);
        return engine == null ? start(sensor, Map.of()) : engine;
    }

    /** A sensor's engine, or null when there were no packets. */
    AnalysisEngine ofKnown(String sensor) {
        touched.add(sensor);
        return engines.get(sensor);
    }

    /** A sensor has ended, and its engine too. */
    void end(String sensor) {
        ended.computeIfAbsent(sensor, s -> new ArrayList<>()).add(engines.remove(sensor));
    }

    /** Saves what has changed since the last time. */
    void save(StateSink sink) {
        ended.forEach((sensor, all) -> all.forEach(engine -> engine.erase(new OfSensor(sensor, sink))));
        ended.clear();
        for (String sensor : touched) {
            AnalysisEngine engine = engines.get(sensor);
            if (engine != null) {
                engine.save(new OfSensor(sensor, sink));
            }
        }
        touched.clear();
    }

    void abandon() {
        engines.values().forEach(AnalysisEngine::abandon);
        engines.clear();
    }

    /** Puts the sensor before each key. */
    private record OfSensor(byte[] sensor, StateSink sink) implements StateSink {
        OfSensor(String sensor, StateSink sink) {
            this(sensor.getBytes(StandardCharsets.UTF_8), sink);
        }

        private byte[] key(byte[] own) {
            return ByteBuffer.allocate(Integer.BYTES + sensor.length + own.length)
                    .putInt(sensor.length)
                    .put(sensor)
                    .put(own)
                    .array();
        }

        @Override
        public boolean isRead() {
            return sink.isRead();
        }

        @Override
        public void put(byte[] key, byte[] value) {
            sink.put(key(key), value);
        }

        @Override
        public void remove(byte[] key) {
            sink.remove(key(key));
        }
    }
}
