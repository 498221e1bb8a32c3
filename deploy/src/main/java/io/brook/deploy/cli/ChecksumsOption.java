package io.brook.deploy.cli;

import picocli.CommandLine.Option;

/** Whether wrong checksums count. */
final class ChecksumsOption {
    @Option(
            names = {"-C", "--ignore-checksums"},
            description =
                    "Analyse packets with wrong checksums too, as traces of a sending machine's own traffic have them."
                            + " Where capture and worker are processes of their own, both must be told.")
    private boolean ignore;

    boolean ignore() {
        return ignore;
    }
}
