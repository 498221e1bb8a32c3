package io.brook.deploy;

import java.nio.file.Path;

/** The traces that tests read. */
public final class Samples {
    /** See docs/samples/README.md. */
    public static final Path OFFICE = Path.of("..", "docs", "samples", "office.pcap");

    /** Traces of all kinds, beside the project; not everybody has them. */
    public static final Path CONFORMANCE = Path.of("..", "..", "shared", "conformance", "traces");

    private Samples() {}
}
