package io.brook.capture.spool;

import io.brook.schemas.record.LinkPosition;
import io.brook.schemas.record.SeenPacket;
import java.util.List;

/**
 * How far a spool has been read: up to and including the current packet.
 *
 * @param links each link's position, in their order
 * @param duplicates packets that were left out
 * @param seen the state to find further duplicates
 */
public record SpoolPosition(List<LinkPosition> links, long duplicates, List<SeenPacket> seen) {
    public static final SpoolPosition START = new SpoolPosition(List.of(), 0, List.of());
}
