package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.reference.Catalogue;
import io.brook.schemas.catalogue.PublishedSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook schema}: the Avro schemas of the records in the topics, for other software. */
@Command(
        name = "schema",
        description = {
            "Print the Avro schema of a log or of another record in the topics; without NAME, list them all.",
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
            description =
                    "Write each schema to a file in this directory, NAME.avsc, rather than print it; without NAME also"
                            + " catalogue.json, which lists all topics, records, logs and columns.")
    private Path directory;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "A log, such as conn; a topic, such as log.conn; or a record, such as ConnLog.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws RunException {
        if (directory != null) {
            write();
        } else if (names.isEmpty()) {
            list();
        } else {
            named().forEach(schema -> out().println(schema.json()));
        }
        out().flush();
        return ExitStatus.OK.code;
    }

    private List<PublishedSchema> named() {
        List<String> unknown =
                names.stream().filter(name -> find(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "no such schema: " + String.join(", ", unknown) + "; brook schema lists all");
        }
        return names.stream().flatMap(name -> find(name).stream()).distinct().toList();
    }

    private static List<PublishedSchema> find(String name) {
        return PublishedSchema.all().stream()
                .filter(schema -> schema.isCalled(name))
                .toList();
    }

    private void list() {
        out().printf(ROW, "record", "fingerprint", "topics");
        for (PublishedSchema schema : PublishedSchema.all()) {
            out().printf(ROW, schema.name(), schema.fingerprint(), String.join(", ", schema.topics()));
        }
    }

    private void write() throws RunException {
        try {
            Files.createDirectories(directory);
            for (PublishedSchema schema : names.isEmpty() ? PublishedSchema.all() : named()) {
                write(schema.file(), schema.json() + "\n");
            }
            if (names.isEmpty()) {
                write("catalogue.json", Catalogue.json());
            }
        } catch (IOException e) {
            throw new RunException("--write " + directory + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text);
        out().println(file);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
