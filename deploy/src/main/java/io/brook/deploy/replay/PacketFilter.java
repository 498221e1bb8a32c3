package io.brook.deploy.replay;

import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.packet.PacketBatch;
import java.util.Optional;
import java.util.Set;

/**
 * Which packets are cut out.
 *
 * @param sensors only of these sensors; of all when empty
 * @param from only from this time on, in nanoseconds since the epoch
 * @param to only before this time
 * @param host only from or to this address
 * @param peer only between the host and this address
 * @param flows only of these flows; of all when empty
 */
public record PacketFilter(
        Set<String> sensors,
        long from,
        long to,
        Optional<IpAddress> host,
        Optional<IpAddress> peer,
        Set<FlowKey> flows) {
    /**
     * Whether a record may hold such packets: by its key, without decoding it.
     *
     * @param key of the record
     */
    boolean mayHold(FlowKey key) {
        boolean first = host.isEmpty() || is(host.get(), key.firstHigh(), key.firstLow());
        boolean second = host.isEmpty() || is(host.get(), key.secondHigh(), key.secondLow());
        if (peer.isPresent()) {
            first &= is(peer.get(), key.secondHigh(), key.secondLow());
            second &= is(peer.get(), key.firstHigh(), key.firstLow());
        }
        return first || second;
    }

    private static boolean is(IpAddress address, long high, long low) {
        return address.high() == high && address.low() == low;
    }

    /**
     * Whether a packet of such a record is one. Records of tunnels hold several flows, so their packets are looked at.
     *
     * @param key of the record
     * @param offset where the packet begins in the batch's data
     */
    boolean holds(FlowKey key, PacketBatch batch, int packet, int offset, HeaderWalk walk) {
        long time = batch.time(packet);
        if (time < from || time >= to) {
            return false;
        }
        if (flows.isEmpty() || flows.contains(key)) {
            return true;
        }
        walk.walk(batch.linkType(), batch.data(), offset, batch.capturedLength(packet), batch.originalLength(packet));
        FlowKey flow = new FlowKey();
        walk.key(flow);
        return flows.contains(flow);
    }
}
