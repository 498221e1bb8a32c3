package io.brook.deploy.summary;

import java.util.Map;

/**
 * What the summary needs of a line of conn.log.
 *
 * @param start seconds since the epoch
 * @param end when its last packet came
 * @param payload bytes in both directions
 */
record Connection(
        double start,
        double end,
        String originator,
        String responder,
        String port,
        String protocol,
        String service,
        String state,
        long payload) {
    private static final String UNSET = "-";

    /**
     * @param values by column; those that are not set are left out
     * @throws IllegalArgumentException when it is no line of conn.log
     */
    static Connection of(Map<String, String> values) {
        double start = Double.parseDouble(values.getOrDefault("ts", ""));
        if (!values.containsKey("id.orig_h") || !values.containsKey("id.resp_h")) {
            throw new IllegalArgumentException("a line without addresses");
        }
        return new Connection(
                start,
                start + Double.parseDouble(values.getOrDefault("duration", "0")),
                values.get("id.orig_h"),
                values.get("id.resp_h"),
                values.getOrDefault("id.resp_p", UNSET),
                number(values.getOrDefault("proto", UNSET)),
                values.getOrDefault("service", UNSET),
                values.getOrDefault("conn_state", UNSET),
                bytes(values, "orig_bytes") + bytes(values, "resp_bytes"));
    }

    private static long bytes(Map<String, String> values, String column) {
        return Long.parseLong(values.getOrDefault(column, "0"));
    }

    /** The protocol's number (IANA, Protocol Numbers), which is what trace-summary shows. */
    private static String number(String protocol) {
        return switch (protocol) {
            case "tcp" -> "6";
            case "udp" -> "17";
            case "icmp" -> "1";
            default -> protocol;
        };
    }
}
