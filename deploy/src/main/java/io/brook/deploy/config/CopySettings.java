package io.brook.deploy.config;

import io.brook.schemas.export.JsonLines;
import io.brook.schemas.export.LogCopies;
import io.brook.schemas.export.RegisteredAvro;
import io.brook.schemas.export.RegistryException;
import io.brook.schemas.export.SchemaRegistry;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Which copies of the log topics are kept for other software. */
final class CopySettings {
    private static final String UID = "uid";

    private static final Option JSON = option(Option.text("JsonTopics", "", Validators.NAME_PREFIX))
            .about(
                    "What the names of topics begin with that hold the lines of all logs as Zeek's JSON writer makes them, such as zeek. for"
                            + " zeek.conn, with the columns of LogColumns. No such topics when empty. Like the next ones, to be the same for"
                            + " worker, state-sync and notice-manager.");
    private static final Option JSON_KEY = option(Option.oneOf("JsonKey", "none", "none", UID))
            .about("The keys of these records: none, or the connection's uid where a line has one.");
    private static final Option AVRO = option(Option.text("RegistryTopics", "", Validators.NAME_PREFIX))
            .about(
                    "What the names of topics begin with that hold the lines of all logs as Avro in the wire format of Confluent's"
                            + " serializers, with their schemas in SchemaRegistryUrl. No such topics when empty.");
    private static final Option REGISTRY = option(Option.text("SchemaRegistryUrl", "", Validators.HTTP_ADDRESS))
            .about(
                    "The schema registry that the schemas of RegistryTopics are registered in when a process starts, as subjects"
                            + " <topic>-value, such as https://registry.example.org:8081.");
    private static final Option USER = option(Option.text("SchemaRegistryUser", ""))
            .about("The user name for basic authentication at the registry. No authentication when empty.");
    private static final Option PASSWORD =
            option(Option.password("SchemaRegistryPassword")).about("The password that belongs to SchemaRegistryUser.");

    static final OptionGroup GROUP =
            OptionGroup.of("Copies of logs for other software", JSON, JSON_KEY, AVRO, REGISTRY, USER, PASSWORD);

    private CopySettings() {}

    private static Option option(Option option) {
        EnumSet<Reader> readers = EnumSet.copyOf(TopicSettings.makers());
        readers.add(Reader.PROCESS);
        return option.readBy(readers);
    }

    /** What the names of the topics of all copies begin with. */
    static List<String> prefixes(Values values) {
        return List.of(values.text(JSON), values.text(AVRO)).stream()
                .filter(prefix -> !prefix.isEmpty())
                .toList();
    }

    /**
     * The copies; registers their schemas.
     *
     * @throws ConfigException when settings contradict each other, or the registry does not take the schemas
     */
    static LogCopies copies(Values values, JsonLines json, Names names) throws ConfigException {
        List<LogCopies.Set> sets = new ArrayList<>();
        String jsonPrefix = values.text(JSON);
        String avroPrefix = values.text(AVRO);
        check(jsonPrefix, avroPrefix, values.text(REGISTRY));
        if (!jsonPrefix.isEmpty()) {
            sets.add(new LogCopies.Set(jsonPrefix, values.text(JSON_KEY).equals(UID), json));
        }
        if (!avroPrefix.isEmpty()) {
            String user = values.text(USER);
            SchemaRegistry registry = new SchemaRegistry(
                    URI.create(values.text(REGISTRY)),
                    user.isEmpty() ? Optional.empty() : Optional.of(user + ":" + values.password(PASSWORD)));
            try {
                sets.add(new LogCopies.Set(avroPrefix, false, RegisteredAvro.register(registry, names.of(avroPrefix))));
            } catch (RegistryException e) {
                throw new ConfigException(List.of("SchemaRegistryUrl: " + e.getMessage()));
            }
        }
        return new LogCopies(sets);
    }

    private static void check(String json, String avro, String registry) throws ConfigException {
        List<String> faults = new ArrayList<>();
        if (!json.isEmpty() && json.equals(avro)) {
            faults.add("RegistryTopics = " + avro + ": JsonTopics has the same topics; give them another prefix");
        }
        for (String prefix : List.of(json, avro)) {
            if (prefix.equals(Topics.LOG_PREFIX)) {
                faults.add("JsonTopics, RegistryTopics: Brook's own topics begin with " + prefix
                        + "; give copies another prefix");
            }
        }
        if (!avro.isEmpty() && registry.isEmpty()) {
            faults.add("RegistryTopics = " + avro + " needs a SchemaRegistryUrl");
        }
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
    }
}
