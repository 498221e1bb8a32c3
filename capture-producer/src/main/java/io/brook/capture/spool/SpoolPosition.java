package io.brook.capture.spool;

import io.brook.schemas.record.LinkPosition;
import io.brook.schemas.record.SeenPacket;
import java.util.List;

/**
 * How far a spool has been read: up to and with the packet that it stands on.
 *
 * @param links each link's position, in their order
 * @param duplicates packets that were left out
 * @param seen what has to be known to leave out more
 */
public record SpoolPosition(List<LinkPosition> links, long duplicates, List<SeenPacket> seen) {
    public static final SpoolPosition START = new SpoolPosition(List.of(), 0, List.of());
}
