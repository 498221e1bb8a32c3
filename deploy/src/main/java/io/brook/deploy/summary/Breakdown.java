package io.brook.deploy.summary;

import java.util.List;

/** The connections of one direction, or all, counted. */
final class Breakdown {
    /** Beyond so many different addresses the rare ones are forgotten. */
    private static final int ADDRESSES = 20_000;

    private static final int FEW = 1_000;
    private static final int ALL_PORTS = 1 << 16;

    private final String title;
    private final TopCounts ports = new TopCounts(ALL_PORTS);
    private final TopCounts sources = new TopCounts(ADDRESSES);
    private final TopCounts destinations = new TopCounts(ADDRESSES);
    private final TopCounts services = new TopCounts(FEW);
    private final TopCounts protocols = new TopCounts(FEW);
    private final TopCounts states = new TopCounts(FEW);
    private final Timeline timeline = new Timeline();
    private long connections;
    private long payload;
    private double first = Double.POSITIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;

    /**
     * A column of the report.
     *
     * @param width of its names in characters; a column of addresses grows with them
     */
    record Column(String title, int width, TopCounts counts) {}

    Breakdown(String title) {
        this.title = title;
    }

    void add(Connection connection) {
        connections++;
        payload += connection.payload();
        first = Math.min(first, connection.start());
        last = Math.max(last, connection.end());
        ports.add(connection.port());
        sources.add(connection.originator());
        destinations.add(connection.responder());
        services.add(connection.service());
        protocols.add(connection.protocol());
        states.add(connection.state());
        timeline.add(connection.start());
    }

    String title() {
        return title;
    }

    long connections() {
        return connections;
    }

    /** In bytes. */
    long payload() {
        return payload;
    }

    /** When the first connection began, in seconds since the epoch. */
    double first() {
        return first;
    }

    /** When the last packet came, in seconds since the epoch. */
    double last() {
        return last;
    }

    /** When the connections began. */
    Timeline timeline() {
        return timeline;
    }

    /** By how many connections the count of an address may be too low. */
    long error() {
        return Math.max(sources.error(), destinations.error());
    }

    List<Column> columns() {
        return List.of(
                new Column("Ports", 6, ports),
                new Column("Sources", 19, sources),
                new Column("Destinations", 19, destinations),
                new Column("Services", 12, services),
                new Column("Protocols", 3, protocols),
                new Column("States", 7, states));
    }
}
