package io.brook.deploy.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Compose file and what its Kafka is set to. Neither is run here. */
class ComposeTest {
    private static final Path FILE = Path.of("compose.yaml");
    /** Those variables that Kafka's image takes, and that are no settings of the broker: they do not begin so. */
    private static final String SETTING = "KAFKA_";

    private JsonObject compose;

    @BeforeEach
    void read() throws IOException {
        compose = YamlFile.read(FILE).get(0);
    }

    @Test
    void agreesWithTheSpecification() throws IOException {
        assertThat(specification().validate(compose.toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aKeyThatIsMisspeltIsFound() throws IOException {
        service("worker").addProperty("reed_only", true);
        assertThat(specification().validate(compose.toString(), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void kafkaTakesItsSettings() {
        Properties settings = new Properties();
        for (Map.Entry<String, JsonElement> variable :
                service("kafka").getAsJsonObject("environment").entrySet()) {
            if (variable.getKey().startsWith(SETTING)) {
                String name = variable.getKey().substring(SETTING.length());
                settings.put(
                        name.toLowerCase(Locale.ROOT).replace('_', '.'),
                        variable.getValue().getAsString());
            }
        }
        KafkaConfig config = new KafkaConfig(settings, false);
        assertThat(config.isKRaftCombinedMode()).isTrue();
        assertThat(settings.stringPropertyNames())
                .allMatch(KafkaConfig.configDef().names()::contains);
    }

    @Test
    void buildsFromTheContainerfile() {
        JsonObject build = service("worker").getAsJsonObject("build");
        assertThat(Path.of(build.get("context").getAsString())
                        .resolve(build.get("dockerfile").getAsString()))
                .isRegularFile();
    }

    private JsonObject service(String name) {
        return compose.getAsJsonObject("services").getAsJsonObject(name);
    }

    /** The Compose specification's schema, of github.com/compose-spec/compose-spec (Apache License 2.0). */
    private static Schema specification() throws IOException {
        try (InputStream file = ComposeTest.class.getResourceAsStream("/distribution/compose-spec.json")) {
            JsonObject schema = JsonParser.parseString(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            // Relative to nothing; the validator insists on a whole one or none.
            schema.remove("$id");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema.toString());
        }
    }
}
