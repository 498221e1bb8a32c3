package io.brook.deploy;

import java.nio.file.Path;

/** The traces that tests read. */
public final class Samples {
    /** See docs/samples/README.md. */
    public static final Path OFFICE = Path.of("..", "docs", "samples", "office.pcap");

    private Samples() {}
}
