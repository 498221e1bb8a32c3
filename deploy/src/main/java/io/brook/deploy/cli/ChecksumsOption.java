package io.brook.deploy.cli;

import picocli.CommandLine.Option;

/** Whether packets with wrong checksums are analysed. */
final class ChecksumsOption {
    @Option(
            names = {"-C", "--ignore-checksums"},
            description =
                    "Also analyse packets with wrong checksums, which traces have that were taken on the sending machine."
                            + " In a cluster, give it to both capture and worker.")
    private boolean ignore;

    boolean ignore() {
        return ignore;
    }
}
