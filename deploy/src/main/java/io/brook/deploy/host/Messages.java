package io.brook.deploy.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** What two hosts say to each other, as JSON: a line for each request, and for each reply. */
final class Messages {
    /** Both ends come from one installation, but for the moment at which the other host gets a new one. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Messages() {}

    /** A reply: a line to say, or the answer, after which no other line comes. One of them is null. */
    record Reply(String say, Answer answer) {}

    static String write(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(String line, Class<T> kind) throws JsonProcessingException {
        return JSON.readValue(line, kind);
    }
}
