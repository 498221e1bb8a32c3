package io.brook.analysis.engine;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.i64;
import static io.brook.schemas.flow.Bytes.u8;

import io.brook.analysis.record.Reports;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.flow.IpProtocol;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Hop;

/**
 * Reports signs of traceroutes. Packets with a small time to live are reported once a minute for each source, target and protocol: more
 * would say the same.
 */
final class Hops {
    /** Zeek's detect-low-ttls.sig. */
    private static final int SMALL = 10;

    private static final int ICMP_HEADER = 8;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TIME_EXCEEDED = 11;
    private static final int TIME_EXCEEDED_V6 = 3;
    private static final int MULTICAST_V4 = 0xe;
    private static final int MULTICAST_V6 = 0xff;

    private final Reports reports;
    private final ReportedRoutes routes;

    Hops(ReportedRoutes routes, Reports reports) {
        this.routes = routes;
        this.reports = reports;
    }

    /** Looks at a packet that is in no tunnel, and whose transport header is sound. */
    void look(HeaderWalk packet, byte[] bytes, long time) {
        boolean v4 = packet.ipVersion() == 4;
        int left = u8(bytes, packet.ipOffset() + (v4 ? 8 : 7));
        if (left < SMALL) {
            small(packet, bytes, time);
        }
        int icmp = v4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
        if (packet.protocol() == icmp
                && packet.payloadEnd() - packet.payloadOffset() > ICMP_HEADER
                && u8(bytes, packet.payloadOffset()) == (v4 ? TIME_EXCEEDED : TIME_EXCEEDED_V6)) {
            exceeded(packet, bytes, packet.payloadOffset() + ICMP_HEADER, time);
        }
    }

    private void small(HeaderWalk packet, byte[] bytes, long time) {
        int first = u8(bytes, packet.ipOffset() + (packet.ipVersion() == 4 ? 16 : 24));
        boolean multicast = packet.ipVersion() == 4 ? first >>> 4 == MULTICAST_V4 : first == MULTICAST_V6;
        String proto = name(packet.protocol());
        if (multicast || proto == null) {
            return;
        }
        Hop hop = new Hop(
                new LogMeta("", 0L),
                IpAddress.format(packet.sourceHigh(), packet.sourceLow()),
                IpAddress.format(packet.targetHigh(), packet.targetLow()),
                proto,
                null);
        if (routes.isNew(subject(hop), time)) {
            reports.report(subject(hop), hop, time);
        }
    }

    /** @param from where the beginning of the packet starts that went too far */
    private void exceeded(HeaderWalk packet, byte[] bytes, int from, long time) {
        int end = packet.payloadEnd();
        int version = u8(bytes, from) >>> 4;
        String router = IpAddress.format(packet.sourceHigh(), packet.sourceLow());
        Hop hop = null;
        if (version == 4 && end - from >= IPV4_HEADER) {
            String source = IpAddress.v4(i32(bytes, from + 12)).toString();
            String target = IpAddress.v4(i32(bytes, from + 16)).toString();
            hop = new Hop(new LogMeta("", 0L), source, target, name(u8(bytes, from + 9)), router);
        } else if (version == 6 && end - from >= IPV6_HEADER) {
            String source = IpAddress.format(i64(bytes, from + 8), i64(bytes, from + 16));
            String target = IpAddress.format(i64(bytes, from + 24), i64(bytes, from + 32));
            hop = new Hop(new LogMeta("", 0L), source, target, name(u8(bytes, from + 6)), router);
        }
        if (hop != null && hop.getProto() != null) {
            reports.report(subject(hop), hop, time);
        }
    }

    private static String subject(Hop hop) {
        return "route " + hop.getSource() + ' ' + hop.getTarget() + ' ' + hop.getProto();
    }

    /** The name of a transport protocol that traceroutes use; null for others. */
    private static String name(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> "tcp";
            case IpProtocol.UDP -> "udp";
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> "icmp";
            default -> null;
        };
    }
}
