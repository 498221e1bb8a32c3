package io.brook.deploy.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brook.capture.kafka.PublishException;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.control.SensorControl;
import io.brook.deploy.control.SensorControl.Published;
import io.brook.deploy.control.SensorControl.Sensor;
import io.brook.deploy.rights.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code brook sensors}: what captures have published. */
@Command(
        name = "sensors",
        description = {
            "List the sensors, or allow the name of a sensor of traces or of a spool to be used again (forget).",
            "A sensor is capturing; silent, when none of its captures runs but it has not ended; or ended."
        })
final class SensorsCommand extends ControlCommand {
    private static final String ROW = "%-24s %-10s %-24s %6s %14s%n";
    private static final JsonFactory JSON = new JsonFactory();

    /** What to do. */
    enum Action {
        LIST,
        FORGET
    }

    @Parameters(index = "0", paramLabel = "ACTION", arity = "0..1", description = "list, the default, or forget.")
    private Action action = Action.LIST;

    @Parameters(index = "1..*", paramLabel = "NAME", description = "The sensors to forget.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print a JSON object for each sensor, one per line.")
    private boolean json;

    SensorsCommand() {
        super(Role.SENSORS, "the sensors");
    }

    @Override
    Role role() {
        return action == Action.LIST ? Role.SENSORS : Role.CAPTURE;
    }

    @Override
    void checkArguments(BrookConfig config) {
        if (names.isEmpty() != (action == Action.LIST)) {
            throw new ParameterException(
                    spec().commandLine(), action == Action.LIST ? "list takes no NAME" : "which NAME? list shows them");
        }
        names.forEach(name -> SensorNames.check(spec().commandLine(), "NAME", name));
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client)
            throws RunException, ExecutionException, InterruptedException {
        SensorControl control = new SensorControl(client);
        if (action == Action.LIST) {
            print(control.list());
            return ExitStatus.OK;
        }
        for (String name : names) {
            try {
                control.forget(name);
            } catch (PublishException e) {
                throw new RunException(e.getMessage(), e);
            }
        }
        return ExitStatus.OK;
    }

    private void print(List<Sensor> sensors) {
        PrintWriter out = spec().commandLine().getOut();
        if (json) {
            sensors.forEach(sensor -> out.println(json(sensor)));
        } else {
            out.printf(ROW, "sensor", "state", "last packet", "traces", "packets");
            sensors.forEach(sensor -> out.printf(
                    Locale.ROOT,
                    ROW,
                    sensor.name(),
                    state(sensor),
                    sensor.lastTime() == 0 ? "-" : time(sensor),
                    sensor.published() == null ? "live" : sensor.published().traces(),
                    sensor.published() == null
                            ? "-"
                            : String.format(
                                    Locale.ROOT, "%,d", sensor.published().packets())));
        }
        out.flush();
    }

    private static String state(Sensor sensor) {
        return sensor.state().name().toLowerCase(Locale.ROOT);
    }

    /** In UTC, by ISO 8601, to the millisecond. */
    private static String time(Sensor sensor) {
        return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(sensor.lastTime()))
                .toString();
    }

    private static String json(Sensor sensor) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("sensor", sensor.name());
            generator.writeStringField("state", state(sensor));
            if (sensor.lastTime() != 0) {
                generator.writeStringField("last_packet", time(sensor));
            }
            Published published = sensor.published();
            generator.writeBooleanField("live", published == null);
            if (published != null) {
                generator.writeNumberField("traces", published.traces());
                generator.writeNumberField("packets", published.packets());
                generator.writeNumberField("bytes", published.bytes());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }
}
