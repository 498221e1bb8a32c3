package io.brook.deploy.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A type that a section of node.cfg may have: zeekctl's, and Brook's own {@code capture} and {@code broker}. */
enum NodeType {
    MANAGER,
    LOGGER,
    PROXY,
    WORKER,
    STANDALONE,
    CAPTURE,
    BROKER;

    static Optional<NodeType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
