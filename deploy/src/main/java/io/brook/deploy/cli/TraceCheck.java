package io.brook.deploy.cli;

import io.brook.capture.source.StandardInput;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.deploy.embedded.Sensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Checks the traces before anything starts, and reports those that cannot be read.
 *
 * @param sensors the sensors that can be analysed
 * @param status the exit status that bad traces cause
 */
record TraceCheck(List<Sensor> sensors, ExitStatus status) {
    /** For traces that are each a sensor of its own, named after the file. */
    static TraceCheck ofEach(List<Path> traces, CommandLine line) {
        List<Path> good = new ArrayList<>();
        ExitStatus status = check(traces, good, line);
        refuseBadNames(good, line);
        return new TraceCheck(
                good.stream()
                        .map(trace -> new Sensor(name(trace), List.of(trace)))
                        .toList(),
                status);
    }

    /** For traces of one sensor: if one is bad, nothing is analysed. */
    static TraceCheck of(String sensor, List<Path> traces, CommandLine line) {
        List<Path> good = new ArrayList<>();
        ExitStatus status = check(traces, good, line);
        boolean all = good.size() == traces.size();
        return new TraceCheck(all ? List.of(new Sensor(sensor, traces)) : List.of(), status);
    }

    private static ExitStatus check(List<Path> traces, List<Path> good, CommandLine line) {
        if (traces.stream().filter(StandardInput::is).count() > 1) {
            throw new ParameterException(line, "standard input (-) can be read only once");
        }
        ExitStatus status = ExitStatus.OK;
        for (Path trace : traces) {
            try {
                check(trace);
                good.add(trace);
            } catch (TraceException e) {
                Lines.print(line, e.getMessage());
                status = status.and(ExitStatus.of(e.kind()));
            }
        }
        return status;
    }

    /** A pipe can be read only once, so problems show when it is published. */
    private static void check(Path trace) throws TraceException {
        if (StandardInput.is(trace)) {
            return;
        }
        if (Files.isRegularFile(trace) || Files.notExists(trace) || Files.isDirectory(trace)) {
            TraceReader.open(trace).close();
        }
    }

    /** Sensors are distinguished by name, and so are their folders. */
    private static void refuseBadNames(List<Path> traces, CommandLine line) {
        Map<String, Path> names = new HashMap<>();
        for (Path trace : traces) {
            Path other = names.put(SensorNames.check(line, "--each", name(trace)), trace);
            if (other != null) {
                throw new ParameterException(
                        line,
                        "--each names logs after files, but " + other + " and " + trace
                                + " have the same name; rename one, or process them one at a time");
            }
        }
    }

    private static String name(Path trace) {
        return trace.getFileName().toString();
    }
}
