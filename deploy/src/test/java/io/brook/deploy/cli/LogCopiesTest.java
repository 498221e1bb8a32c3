package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.brook.deploy.Logs;
import io.brook.deploy.Samples;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the log topics, as readers that know nothing of Brook see them. */
@Timeout(300)
class LogCopiesTest {
    @TempDir
    private Path directory;

    private Cli process(String logs, Object... options) {
        List<Object> all = new ArrayList<>(List.of(
                "process",
                "--quiet",
                "--data-dir",
                directory.resolve("data"),
                "--log-dir",
                directory.resolve(logs),
                Samples.OFFICE));
        all.addAll(List.of(options));
        return Cli.run(all.toArray());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.at(directory.resolve("data"))) {
            broker.start();
            Map<String, Object> settings = new HashMap<>(broker.clientConfig());
            settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
                consumer.assign(all);
                consumer.seekToBeginning(all);
                Map<TopicPartition, Long> ends = consumer.endOffsets(all);
                List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
                return records;
            }
        }
    }

    @Test
    void jsonTopicsHoldTheLinesOfZeeksJsonLogs() throws Exception {
        assertThat(process("logs", "--json", "--set", "JsonTopics=zeek.", "--set", "JsonKey=uid")
                        .status())
                .isZero();
        Map<String, String> logs = Logs.contents(directory.resolve("logs"));
        for (String log : List.of("conn", "http", "files", "known_hosts", "notice")) {
            List<ConsumerRecord<byte[], byte[]>> records = records("zeek." + log);
            assertThat(records.stream().map(each -> text(each.value())))
                    .as(log)
                    .containsExactlyInAnyOrderElementsOf(
                            logs.get(log + ".log").lines().toList());
            assertThat(records)
                    .allMatch(each -> each.key() == null
                            ? !text(each.value()).contains("\"uid\":")
                            : text(each.value()).contains("\"uid\":\"" + text(each.key()) + "\""));
        }
    }

    @Test
    void registryTopicsHoldAvroThatTheRegistrysSchemasExplain() throws Exception {
        List<String> asked = new ArrayList<>();
        Map<Integer, Schema> schemas = new HashMap<>();
        HttpServer registry = registry(exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            String body = text(exchange.getRequestBody().readAllBytes());
            schemas.put(asked.size(), new Schema.Parser().parse(schema(body)));
            answer(exchange, 200, "{\"id\":" + asked.size() + "}");
        });
        try {
            Cli run = process(
                    "logs",
                    "--set",
                    "RegistryTopics=avro.",
                    "--set",
                    "SchemaRegistryUrl=" + address(registry),
                    "--set",
                    "SchemaRegistryUser=brook",
                    "--set",
                    "SchemaRegistryPassword=secret");
            assertThat(run.status()).as(run.err()).isZero();
        } finally {
            registry.stop(0);
        }
        String credentials = Base64.getEncoder().encodeToString("brook:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(asked).contains("/subjects/avro.conn-value/versions Basic " + credentials);
        List<String> uids = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records("avro.conn")) {
            ByteBuffer value = ByteBuffer.wrap(record.value());
            assertThat(value.get()).isZero();
            Schema schema = schemas.get(value.getInt());
            GenericRecord line = new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(Arrays.copyOfRange(record.value(), 5, record.value().length), null));
            uids.add(line.get("uid").toString());
        }
        assertThat(uids)
                .containsExactlyInAnyOrderElementsOf(Logs.lines(directory.resolve("logs/conn.log")).stream()
                        .map(line -> line.get("uid"))
                        .toList());
    }

    @Test
    void aRegistryThatRefusesIsQuotedAndNothingIsDone() throws Exception {
        HttpServer registry = registry(exchange -> answer(
                exchange,
                409,
                "{\"error_code\":409,\"message\":\"Schema being registered is incompatible with an earlier schema\"}"));
        String url = address(registry);
        try {
            Cli run = process("logs", "--set", "RegistryTopics=avro.", "--set", "SchemaRegistryUrl=" + url);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err())
                    .contains("the schema registry at " + url + " refuses the schema of avro.")
                    .contains("(status 409): Schema being registered is incompatible with an earlier schema");
        } finally {
            registry.stop(0);
        }
        assertThat(process("logs", "--set", "RegistryTopics=avro.", "--set", "SchemaRegistryUrl=" + url)
                        .err())
                .contains("the schema registry at " + url + " does not answer");
        assertThat(process("logs", "--set", "RegistryTopics=avro.").err()).contains("needs a SchemaRegistryUrl");
        assertThat(process("logs", "--set", "JsonTopics=log.").err()).contains("Brook's own topics begin with log.");
        assertThat(process("logs", "--set", "SchemaRegistryUrl=registry:8081").err())
                .contains("not an address of a web server");
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer registry(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The schema in a request, which is the only field. */
    private static String schema(String request) {
        String text = request.substring(request.indexOf(":\"") + 2, request.lastIndexOf('"'));
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
