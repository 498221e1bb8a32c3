package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
    @TempDir
    private Path directory;

    @Test
    void printsTheSchemaOfALogByAnyOfItsNames() {
        for (String name : new String[] {"conn", "log.conn", "ConnLog", "connlog"}) {
            Cli run = Cli.run("schema", name);
            assertThat(run.status()).isZero();
            Schema printed = new SchemaParser().parse(run.out()).mainSchema();
            assertIsThat(printed, ConnLog.SCHEMA$);
            assertThat(printed.getProp("fingerprint"))
                    .isEqualTo("%016x".formatted(SchemaNormalization.parsingFingerprint64(ConnLog.SCHEMA$)));
        }
    }

    @Test
    void listsAllThatATopicMayHold() {
        Cli run = Cli.run("schema");
        assertThat(run.status()).isZero();
        Set<String> listed =
                RecordSerde.schemas().stream().map(Schema::getFullName).collect(Collectors.toSet());
        for (Topic topic : Topics.all()) {
            assertThat(listed).containsAll(topic.values());
            if (!topic.values().isEmpty()) {
                assertThat(run.out()).contains(topic.name());
            }
        }
    }

    @Test
    void writesAFileForEach() throws IOException {
        Path schemas = directory.resolve("schemas");
        assertThat(Cli.run("schema", "--write", schemas).status()).isZero();
        for (Schema schema : RecordSerde.schemas()) {
            assertIsThat(
                    new SchemaParser()
                            .parse(schemas.resolve(schema.getName() + ".avsc"))
                            .mainSchema(),
                    schema);
        }
    }

    @Test
    void writesACatalogueOfTopicsAndColumns() throws IOException {
        assertThat(Cli.run("schema", "--write", directory).status()).isZero();
        JsonObject catalogue = JsonParser.parseString(Files.readString(directory.resolve("catalogue.json")))
                .getAsJsonObject();
        assertThat(names(catalogue, "topics"))
                .isEqualTo(Topics.all().stream().map(Topic::name).toList());
        assertThat(names(catalogue, "logs"))
                .isEqualTo(LogStream.ALL.stream().map(LogStream::path).toList());
        for (JsonElement each : catalogue.getAsJsonArray("records")) {
            assertThat(directory.resolve(each.getAsJsonObject().get("file").getAsString()))
                    .exists();
        }
        JsonObject knownHosts = catalogue.getAsJsonArray("logs").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(log -> log.get("topic").getAsString().equals("log.known_hosts"))
                .findFirst()
                .orElseThrow();
        assertThat(names(knownHosts, "columns")).containsExactly("ts", "host");
    }

    private static List<String> names(JsonObject object, String list) {
        return object.getAsJsonArray(list).asList().stream()
                .map(each -> each.getAsJsonObject().get("name").getAsString())
                .toList();
    }

    @Test
    void saysWhereToLookWhenThereIsNoSuchSchema() {
        Cli run = Cli.run("schema", "conn", "con");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(run.err()).contains("no such schema: con; brook schema lists");
    }

    private static void assertIsThat(Schema found, Schema expected) {
        assertThat(SchemaNormalization.toParsingForm(found)).isEqualTo(SchemaNormalization.toParsingForm(expected));
    }
}
