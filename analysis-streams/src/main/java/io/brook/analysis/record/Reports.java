package io.brook.analysis.record;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.LogMeta;
import org.apache.avro.specific.SpecificRecord;

/** All ways in which something is said of one sensor's connections. */
public final class Reports {
    private final String sensor;
    private final LocalNetworks local;
    private final Inventory inventory;
    private final Weirds weirds;
    private final Emitter lines;
    private final Violations violations;

    /** @param sampler what has been let through of the sensor's weirds */
    public Reports(String sensor, LocalNetworks local, Emitter out, WeirdSampler sampler) {
        this.sensor = sensor;
        this.local = local;
        this.inventory = new Inventory(sensor, local, out);
        this.weirds = new Weirds(sensor, out, sampler);
        this.lines = new LineEmitter(out, weirds);
        this.violations = new Violations(sensor, lines);
    }

    public Inventory inventory() {
        return inventory;
    }

    public Weirds weirds() {
        return weirds;
    }

    public Violations violations() {
        return violations;
    }

    /** Where lines go that protocols and files have made. */
    public Emitter lines() {
        return lines;
    }

    public String uidOf(Connection connection) {
        return connection.uid(sensor);
    }

    /** Whether the endpoint that sends in that direction is in the site's networks. */
    public boolean isLocal(Connection connection, Direction direction) {
        return direction.isFromOriginator()
                ? local.contains(connection.originatorHigh(), connection.originatorLow())
                : local.contains(connection.responderHigh(), connection.responderLow());
    }

    /** Writes a line of a log, with its meta field filled in. */
    public void log(SpecificRecord line, long time) {
        line.put(0, new LogMeta(sensor, time));
        lines.log(line);
    }

    /** Reports what others have a say in, with its meta field filled in. */
    public void report(String subject, SpecificRecord found, long time) {
        found.put(0, new LogMeta(sensor, time));
        lines.report(subject, found);
    }
}
