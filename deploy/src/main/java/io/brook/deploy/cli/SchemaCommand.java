package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook schema}: the Avro schemas of what the topics hold, for software that is not Brook's. */
@Command(
        name = "schema",
        description = {
            "Print the Avro schema of a log or of another record that the topics hold; without NAME, list them all.",
            "Records are in Avro's single-object encoding: bytes c3 01, the schema's fingerprint (CRC-64-AVRO,"
                    + " little-endian), the record."
        })
final class SchemaCommand implements Callable<Integer> {
    private static final String ROW = "%-18s %-16s %s%n";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--write",
            paramLabel = "DIR",
            description = "Write each schema to a file in this directory, NAME.avsc, rather than print it.")
    private Path directory;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "A log, such as conn; a topic, such as log.conn; or a record, such as ConnLog.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws RunException {
        if (directory != null) {
            write(names.isEmpty() ? RecordSerde.schemas() : named());
        } else if (names.isEmpty()) {
            list();
        } else {
            named().forEach(schema -> out().println(json(schema)));
        }
        out().flush();
        return ExitStatus.OK.code;
    }

    private List<Schema> named() {
        List<String> unknown =
                names.stream().filter(name -> find(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no such schema: " + String.join(", ", unknown) + "; brook schema lists what there is");
        }
        return names.stream().flatMap(name -> find(name).stream()).distinct().toList();
    }

    private static List<Schema> find(String name) {
        return RecordSerde.schemas().stream()
                .filter(schema -> schema.getName().equalsIgnoreCase(name)
                        || topics(schema).contains(name)
                        || topics(schema).contains(Topics.LOG_PREFIX + name))
                .toList();
    }

    private static List<String> topics(Schema schema) {
        return Topics.all().stream()
                .filter(topic -> topic.values().contains(schema.getFullName()))
                .map(Topic::name)
                .toList();
    }

    private void list() {
        out().printf(ROW, "record", "fingerprint", "topics");
        for (Schema schema : RecordSerde.schemas()) {
            out().printf(ROW, schema.getName(), fingerprint(schema), String.join(", ", topics(schema)));
        }
    }

    /** With its fingerprint as an attribute, since not every Avro library can compute it. */
    private static String json(Schema schema) {
        Schema copy = new SchemaParser().parse(schema.toString()).mainSchema();
        copy.addProp("fingerprint", fingerprint(schema));
        return SchemaFormatter.format("json/pretty", copy);
    }

    private static String fingerprint(Schema schema) {
        return "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
    }

    private void write(List<Schema> schemas) throws RunException {
        try {
            Files.createDirectories(directory);
            for (Schema schema : schemas) {
                Files.writeString(directory.resolve(schema.getName() + ".avsc"), json(schema) + "\n");
            }
        } catch (IOException e) {
            throw new RunException("--write " + directory + ": cannot be written: " + e.getMessage(), e);
        }
        out().println(schemas.stream().map(Schema::getName).collect(Collectors.joining("\n")));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
