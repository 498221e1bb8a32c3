package io.brook.capture.trim;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderFault;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpProtocol;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds packets whose payload no analysis needs: those of TLS connections once both sides have sent encrypted data. It must never be
 * wrong, because what is not published cannot be analysed; so a flow counts only if all of it was seen from its SYN on, in order and
 * undamaged. Not thread-safe.
 */
public final class EncryptedFlows {
    /** How many flows are followed at once; beyond that the one that was silent for longest is forgotten, and published whole. */
    static final int MAX_FLOWS = 65_536;

    private final boolean ignoreChecksums;
    private final TcpView segment = new TcpView();
    private final Map<FlowKey, TlsFlow> flows = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FlowKey, TlsFlow> eldest) {
            return size() > MAX_FLOWS;
        }
    };

    /** @param ignoreChecksums whether the workers take in packets whose checksums are wrong */
    public EncryptedFlows(boolean ignoreChecksums) {
        this.ignoreChecksums = ignoreChecksums;
    }

    /**
     * Processes the next packet.
     *
     * @param walk of the packet
     * @param key the flow's; it may be used again afterwards
     * @return how many bytes at the packet's end are not needed: all after its TCP header, or none
     */
    public int surplus(HeaderWalk walk, FlowKey key, Packet packet) {
        if (walk.fault() != HeaderFault.NONE || walk.protocol() != IpProtocol.TCP || isOtherProtocol(walk)) {
            return 0;
        }
        // Fragments are not examined, so the flow cannot be followed any further.
        boolean readable = !walk.fragment() && segment.read(walk, packet);
        if (readable && isOpening() && segment.isSound(walk, packet, ignoreChecksums)) {
            flows.put(key.copy(), new TlsFlow(walk, segment, packet.time()));
            return 0;
        }
        TlsFlow flow = flows.get(key);
        if (flow == null) {
            return 0;
        }
        if (!readable || segment.fin() || segment.rst() || flow.isIdle(packet.time())) {
            flows.remove(key);
            return 0;
        }
        flow.touch(packet.time());
        boolean sound = segment.isSound(walk, packet, ignoreChecksums);
        if (flow.isEncrypted() && !segment.syn()) {
            return sound ? segment.surplus(packet) : 0;
        }
        if (!sound || !flow.follow(walk, segment, packet.buffer())) {
            flows.remove(key);
        }
        return 0;
    }

    private boolean isOpening() {
        return segment.syn() && !segment.ack() && !segment.fin() && !segment.rst() && segment.payloadLength() == 0;
    }

    private static boolean isOtherProtocol(HeaderWalk walk) {
        return OtherProtocols.isExpectedOn(walk.sourcePort()) || OtherProtocols.isExpectedOn(walk.targetPort());
    }

    /** How many flows are followed. */
    int size() {
        return flows.size();
    }
}
