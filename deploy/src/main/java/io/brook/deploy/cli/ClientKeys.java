package io.brook.deploy.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The keys that Kafka's clients know. They silently ignore any other, such as a misspelt {@code security.protocol}. */
final class ClientKeys {
    /** With these, a setting of Kafka Streams is for some of its clients only. */
    private static final List<String> PREFIXES = List.of(
            StreamsConfig.MAIN_CONSUMER_PREFIX,
            StreamsConfig.RESTORE_CONSUMER_PREFIX,
            StreamsConfig.GLOBAL_CONSUMER_PREFIX,
            StreamsConfig.CONSUMER_PREFIX,
            StreamsConfig.PRODUCER_PREFIX,
            StreamsConfig.ADMIN_CLIENT_PREFIX,
            StreamsConfig.TOPIC_PREFIX);

    private static final Set<String> KNOWN = known();

    private ClientKeys() {}

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(AdminClientConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(StreamsConfig.configDef().names());
        return known;
    }

    /** A line for each key that no client knows, with the key that is most similar to it. */
    static List<String> problems(String file, Set<String> keys) {
        List<String> problems = new ArrayList<>();
        for (String key : new TreeSet<>(keys)) {
            if (!isKnown(key)) {
                problems.add(file + ": Kafka's clients know no key " + key + "; did you mean " + closest(key) + "?");
            }
        }
        return problems;
    }

    private static boolean isKnown(String key) {
        return KNOWN.contains(key)
                || PREFIXES.stream()
                        .anyMatch(prefix -> key.startsWith(prefix)
                                && (prefix.equals(StreamsConfig.TOPIC_PREFIX)
                                        || KNOWN.contains(key.substring(prefix.length()))));
    }

    private static String closest(String key) {
        String prefix = PREFIXES.stream().filter(key::startsWith).findFirst().orElse("");
        String rest = key.substring(prefix.length()).toLowerCase(Locale.ROOT);
        return prefix
                + KNOWN.stream()
                        .min(Comparator.comparingInt(known -> distance(rest, known)))
                        .orElseThrow();
    }

    /** Levenshtein's distance: how many characters must be added, removed or replaced. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
