package io.brook.deploy.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brook.deploy.status.ClusterStatus;
import io.brook.deploy.status.ProcessView;
import io.brook.schemas.record.ProcessStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a cluster is doing, as one JSON object in one line. */
final class StatusJson {
    private static final JsonFactory JSON = new JsonFactory();

    private StatusJson() {}

    static void print(PrintWriter out, ClusterStatus status) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("well", status.faults().isEmpty());
            json.writeArrayFieldStart("faults");
            for (String fault : status.faults()) {
                json.writeString(fault);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("behind");
            for (Map.Entry<String, Long> group : status.behind().entrySet()) {
                json.writeNumberField(group.getKey(), group.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("processes");
            for (ProcessView process : status.processes()) {
                write(json, process);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        out.println(text);
    }

    private static void write(JsonGenerator json, ProcessView process) throws IOException {
        ProcessStatus said = process.said();
        json.writeStartObject();
        json.writeStringField("role", said.getRole());
        json.writeStringField("node", said.getNode());
        json.writeStringField("state", process.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("host", said.getHost());
        json.writeNumberField("pid", said.getPid());
        json.writeStringField("version", said.getVersion());
        json.writeStringField("started", Instant.ofEpochMilli(said.getStarted()).toString());
        json.writeStringField("heard", Instant.ofEpochMilli(said.getTime()).toString());
        json.writeStringField("metrics_address", said.getMetricsAddress());
        json.writeStringField("failure", said.getFailure());
        json.writeObjectFieldStart("partitions");
        for (Map.Entry<String, List<Integer>> topic : said.getPartitions().entrySet()) {
            int[] partitions =
                    topic.getValue().stream().mapToInt(Integer::intValue).toArray();
            json.writeFieldName(topic.getKey());
            json.writeArray(partitions, 0, partitions.length);
        }
        json.writeEndObject();
        write(json, "metrics", said.getMetrics());
        write(json, "per_second", said.getPerSecond());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Map<String, Double> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> each : values.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }
}
