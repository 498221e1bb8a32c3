package io.brook.deploy.embedded;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The brokers that belong together: one, or three that keep three copies of everything and go on when one of them is missing. Each is
 * its own KRaft controller.
 *
 * @param node the number of this broker
 * @param controllers where the controllers listen, as HOST:PORT, by the numbers of their brokers
 */
public record Quorum(int node, SortedMap<Integer, String> controllers) {
    private static final int MOST_COPIES = 3;
    private static final String FORM = "\\d{1,3}@[^\\s,@]+:\\d{1,5}";

    /** One broker, whose controller only itself asks. */
    static Quorum alone(int node, int controllerPort) {
        return new Quorum(node, new TreeMap<>(Map.of(node, BrokerConfig.address("127.0.0.1", controllerPort))));
    }

    /**
     * Reads them as Kafka writes them.
     *
     * @param node the number of this broker
     * @param voters {@code 1@HOST:PORT,2@HOST:PORT,3@HOST:PORT}
     * @throws IllegalArgumentException when that is something else, or this broker is not among them
     */
    public static Quorum parse(int node, String voters) {
        SortedMap<Integer, String> controllers = new TreeMap<>();
        for (String each : voters.split(",")) {
            if (!each.matches(FORM)) {
                throw new IllegalArgumentException("expected NUMBER@HOST:PORT,..., found " + each);
            }
            int at = each.indexOf('@');
            controllers.put(Integer.parseInt(each.substring(0, at)), each.substring(at + 1));
        }
        if (!controllers.containsKey(node)) {
            throw new IllegalArgumentException("broker " + node + " is not among " + voters);
        }
        return new Quorum(node, controllers);
    }

    /** How many brokers these are. */
    public int size() {
        return controllers.size();
    }

    /** All of them, as {@link #parse} reads them. */
    public String voters() {
        return controllers.entrySet().stream()
                .map(each -> each.getKey() + "@" + each.getValue())
                .collect(Collectors.joining(","));
    }

    /** Where this broker's controller listens. */
    String controller() {
        return controllers.get(node);
    }

    /** How many brokers keep each record. */
    int copies() {
        return Math.min(MOST_COPIES, size());
    }

    /** How many of the copies must be in sync for a record to be accepted: one of three may be missing. */
    int inSync() {
        return copies() == MOST_COPIES ? MOST_COPIES - 1 : 1;
    }
}
