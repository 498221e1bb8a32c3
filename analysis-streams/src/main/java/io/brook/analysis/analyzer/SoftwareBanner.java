package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;

/**
 * A piece of software as it names itself.
 *
 * @param direction that of what it sends: which endpoint it runs on, where {@code host} does not say
 * @param host the address of another host that it runs on, as logs write it; null for an endpoint
 * @param type Zeek's Software::Type, such as HTTP::SERVER
 * @param banner what it says, such as Apache/2.4.1
 * @param port the port that it serves; 0 for what serves none
 */
public record SoftwareBanner(Direction direction, String host, String type, String banner, int port) {
    /** Software of an endpoint. */
    public SoftwareBanner(Direction direction, String type, String banner, int port) {
        this(direction, null, type, banner, port);
    }
}
