package io.brook.deploy.replay;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.flow.IpProtocol;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** Which packets are those of a connection, by the lines about it in the topics of the logs. */
public final class Connections {
    private final Map<String, Object> client;

    /** @param client the settings that clients connect with */
    public Connections(Map<String, Object> client) {
        this.client = client;
    }

    /**
     * A connection's packets.
     *
     * @param tunnelled whether it is inside a tunnel, whose packets these are
     */
    public record Found(PacketFilter filter, boolean tunnelled) {}

    /**
     * Looks up a connection.
     *
     * @throws RunException when there is no line about it, or none about the tunnel that it is in
     */
    public Found find(String uid) throws RunException {
        ConnLog line = line(
                        new ConnLog(), ConnLog.class, found -> found.getUid().equals(uid))
                .orElseThrow(() -> new RunException(
                        "the topic " + topic(new ConnLog()) + " has no line with uid " + uid
                                + "; it may still be open, or its line removed: use --host and --peer",
                        null));
        long end = Math.min(line.getMeta().getWritten() + 1, next(line));
        Set<String> sensors = Set.of(line.getMeta().getSensor());
        List<String> parents = line.getTunnelParents();
        if (parents != null && !parents.isEmpty()) {
            TunnelLog tunnel = line(new TunnelLog(), TunnelLog.class, found -> parents.contains(found.getUid()))
                    .orElseThrow(() -> new RunException(
                            uid + " is inside a tunnel, about which " + topic(new TunnelLog()) + " has no line", null));
            IpAddress host = IpAddress.parse(tunnel.getId().getOrigH());
            IpAddress peer = IpAddress.parse(tunnel.getId().getRespH());
            PacketFilter packets =
                    new PacketFilter(sensors, line.getTs(), end, Optional.of(host), Optional.of(peer), Set.of());
            return new Found(packets, true);
        }
        IpAddress host = IpAddress.parse(line.getId().getOrigH());
        IpAddress peer = IpAddress.parse(line.getId().getRespH());
        PacketFilter packets = new PacketFilter(
                sensors, line.getTs(), end, Optional.of(host), Optional.of(peer), flows(line, host, peer));
        return new Found(packets, false);
    }

    /** When the next connection of the same endpoints begins. Until then packets count, also those after the end of the duration. */
    private long next(ConnLog line) {
        AtomicLong next = new AtomicLong(Long.MAX_VALUE);
        new TopicContents(client).read(topic(line), record -> {
            if (TopicContents.value(record) instanceof ConnLog other
                    && other.getTs() > line.getTs()
                    && isOfSame(line, other)) {
                next.accumulateAndGet(other.getTs(), Math::min);
            }
        });
        return next.get();
    }

    private static boolean isOfSame(ConnLog line, ConnLog other) {
        ConnId one = line.getId();
        ConnId two = other.getId();
        boolean same = one.equals(two);
        boolean reversed = one.getOrigH().equals(two.getRespH())
                && one.getRespH().equals(two.getOrigH())
                && one.getOrigP() == two.getRespP()
                && one.getRespP() == two.getOrigP();
        return line.getProto().equals(other.getProto())
                && line.getMeta().getSensor().equals(other.getMeta().getSensor())
                && (same || reversed);
    }

    /** Most flows are the same in both directions; those of some ICMP messages are not. */
    private static Set<FlowKey> flows(ConnLog line, IpAddress host, IpAddress peer) {
        ConnId id = line.getId();
        Set<FlowKey> flows = new HashSet<>();
        for (boolean oneWay : List.of(false, true)) {
            FlowKey flow = new FlowKey();
            flow.set(
                    protocol(line, host),
                    host.high(),
                    host.low(),
                    id.getOrigP(),
                    peer.high(),
                    peer.low(),
                    id.getRespP(),
                    oneWay);
            flows.add(flow);
        }
        return flows;
    }

    private static int protocol(ConnLog line, IpAddress host) {
        return switch (line.getProto()) {
            case "tcp" -> IpProtocol.TCP;
            case "udp" -> IpProtocol.UDP;
            case "icmp" -> IpAddress.isV4(host.high(), host.low()) ? IpProtocol.ICMP : IpProtocol.ICMPV6;
            default -> line.getIpProto();
        };
    }

    private <T extends SpecificRecord> Optional<T> line(T kind, Class<T> type, Predicate<T> wanted) {
        AtomicReference<T> line = new AtomicReference<>();
        new TopicContents(client).read(topic(kind), record -> {
            Object value = TopicContents.value(record);
            if (line.get() == null && type.isInstance(value) && wanted.test(type.cast(value))) {
                line.set(type.cast(value));
            }
        });
        return Optional.ofNullable(line.get());
    }

    private String topic(SpecificRecord kind) {
        return Names.of(client).of(Topics.log(LogStream.of(kind)));
    }
}
