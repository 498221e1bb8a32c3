package io.brook.deploy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.export.RegisteredAvro;
import io.brook.schemas.export.RegistryException;
import io.brook.schemas.export.SchemaRegistry;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.SyslogLog;
import io.brook.schemas.serde.RecordSerde;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** What a schema registry must do for Brook, and Brook for readers that have schemas from it. */
abstract class RegistryContract {
    private static final int HEADER = 5;

    /** The registry's address. */
    abstract URI address();

    private SchemaRegistry registry() {
        return new SchemaRegistry(address(), Optional.empty());
    }

    /** Only readers of the schema before must be able to read records of the next, as Confluent's registry has it by default. */
    private void wantCompatible() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void takesEverySchemaOnceAndKnowsItAgain() {
        for (LogStream stream : LogStream.ALL) {
            int number = registry().register("again." + stream.path() + "-value", stream.schema());
            assertThat(registry().register("again." + stream.path() + "-value", stream.schema()))
                    .as(stream.path())
                    .isEqualTo(number);
        }
    }

    @Test
    void refusesAnIncompatibleSchemaInItsOwnWords() throws Exception {
        wantCompatible();
        registry().register("changed.conn-value", schema("{\"name\":\"uid\",\"type\":\"string\"}"));
        assertThatThrownBy(
                        () -> registry().register("changed.conn-value", schema("{\"name\":\"uid\",\"type\":\"long\"}")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(
                        "the schema registry at " + address() + " refuses the schema of changed.conn-value")
                .hasMessageContaining("(status 409)");
    }

    @Test
    void aFieldThatIsAddedWithADefaultDoesNotDisturbAnOldReader() throws Exception {
        wantCompatible();
        // As in every process of Brook, whose serde tells Avro which classes to trust.
        assertThat(RecordSerde.schemas()).contains(SyslogLog.getClassSchema());
        Schema now = SyslogLog.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        now.getFields().stream()
                .filter(field -> !field.name().equals("message"))
                .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema before = Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
        assertThat(before.getField("message")).isNull();
        RegisteredAvro encoding = RegisteredAvro.register(registry(), "evolved.");
        SyslogLog line = SyslogLog.newBuilder()
                .setMeta(new LogMeta("site", 5L))
                .setTs(5)
                .setUid("C1")
                .setId(new ConnId("10.0.0.1", 514, "10.0.0.2", 514))
                .setProto("udp")
                .setFacility("KERN")
                .setSeverity("EMERG")
                .setMessage("hello")
                .build();
        byte[] value = encoding.encode("evolved.syslog", line);
        GenericRecord read = new GenericDatumReader<GenericRecord>(now, before)
                .read(null, DecoderFactory.get().binaryDecoder(Arrays.copyOfRange(value, HEADER, value.length), null));
        assertThat(read.get("uid")).hasToString("C1");
        assertThat(read.getSchema().getField("message")).isNull();
    }

    private static Schema schema(String field) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"ConnLog\",\"fields\":[" + field + "]}");
    }
}
