package io.brook.schemas.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A schema registry with Confluent's API ({@code POST /subjects/SUBJECT/versions}), as Confluent's own, Apicurio's (its address ends with
 * {@code /apis/ccompat/v7}) and Karapace have it. With an https address the JVM must trust its certificate.
 */
public final class SchemaRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final JsonFactory JSON = new JsonFactory();

    private final URI address;
    private final Optional<String> credentials;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * @param address of the registry, http or https
     * @param credentials user and password with a colon between them, for basic authentication
     */
    public SchemaRegistry(URI address, Optional<String> credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    /**
     * Registers a schema as the newest of a subject, unless it is registered there already.
     *
     * @return its number
     * @throws RegistryException when the registry cannot be reached, or refuses it, such as for not being compatible
     */
    public int register(String subject, Schema schema) {
        HttpResponse<String> answer = post("/subjects/" + encode(subject) + "/versions", body(schema));
        Optional<String> number = field(answer.body(), "id");
        if (answer.statusCode() != 200 || number.isEmpty()) {
            String why = field(answer.body(), "message").orElse(answer.body().strip());
            throw new RegistryException(
                    "the schema registry at " + address + " refuses the schema of " + subject + " (status "
                            + answer.statusCode() + "): "
                            + why.lines().findFirst().orElse("it does not say why"),
                    null);
        }
        return Integer.parseInt(number.get());
    }

    private HttpResponse<String> post(String path, String body) {
        String base = address.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Content-Type", TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        credentials.ifPresent(userAndPassword -> request.header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8))));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new RegistryException("the schema registry at " + address + " does not answer: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while waiting for the schema registry at " + address, e);
        }
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String body(Schema schema) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("schema", schema.toString());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a string refuses text", e);
        }
        return text.toString();
    }

    /** A field of an object, as text; empty when there is none, or it is no object. */
    private static Optional<String> field(String object, String name) {
        try (JsonParser json = JSON.createParser(object)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals(name) && value.isScalarValue()) {
                    return Optional.of(json.getText());
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
