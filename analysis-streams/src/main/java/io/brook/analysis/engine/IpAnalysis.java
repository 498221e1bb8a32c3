package io.brook.analysis.engine;

import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.ConnectionTracker;
import io.brook.analysis.flow.UdpConnection;
import io.brook.analysis.layer.FragmentTable;
import io.brook.analysis.layer.FragmentWeird;
import io.brook.analysis.layer.IpWeird;
import io.brook.analysis.layer.tunnel.Inner;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.layer.tunnel.TunnelWeird;
import io.brook.analysis.layer.tunnel.Tunnels;
import io.brook.analysis.record.Reports;
import io.brook.analysis.record.Violations;
import io.brook.analysis.record.Weirds;
import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.HeaderFault;
import io.brook.schemas.flow.HeaderOddity;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.InternetChecksum;
import io.brook.schemas.flow.IpProtocol;
import io.brook.schemas.flow.LinkOddity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** From a frame to its connection: through fragments and tunnels, however deep they nest. */
final class IpAnalysis {
    private static final int UDP_HEADER = 8;
    private static final LinkOddity[] LINK_ODDITIES = LinkOddity.values();
    private static final HeaderOddity[] ODDITIES = HeaderOddity.values();

    private final boolean ignoreChecksums;
    private final ConnectionTracker connections;
    private final Weirds weirds;
    private final TunnelTable tunnels;
    private final Violations violations;
    private final FragmentTable fragments;
    private final UnknownProtocols unknown;
    private final Hops hops;
    private final Inner inner = new Inner();

    /** One walk for each depth of tunnels: the outer headers are still needed when the inner ones have been walked. */
    private final HeaderWalk[] walks = new HeaderWalk[Tunnels.MAX_DEPTH + 1];

    /** The tunnels that carry what is being analysed, outermost first. */
    private final Tunnel[] stack = new Tunnel[Tunnels.MAX_DEPTH];

    private int depth;
    private byte[] bytes;

    /** Whether the frame's transport payload was left out by the producer. */
    private boolean trimmed;

    private long time;

    IpAnalysis(boolean ignoreChecksums, ConnectionTracker connections, EngineTables tables, Reports reports) {
        this.ignoreChecksums = ignoreChecksums;
        this.connections = connections;
        this.weirds = reports.weirds();
        this.tunnels = tables.tunnels();
        this.fragments = tables.fragments();
        this.violations = reports.violations();
        this.unknown = new UnknownProtocols(tables.unknownProtocols(), reports);
        this.hops = new Hops(tables.routes(), reports);
        Arrays.setAll(walks, d -> new HeaderWalk());
    }

    /** See {@link AnalysisEngine#packet}. */
    void frame(int linkType, byte[] data, int offset, int captured, boolean isTrimmed, int original, long when) {
        depth = 0;
        trimmed = isTrimmed;
        bytes = data;
        time = when;
        walks[0].walk(linkType, data, offset, captured, original);
        walked(offset + Math.max(captured, original));
    }

    /** Packets whose protocol is not analysed are reported from now on. */
    void reportUnknownProtocols() {
        unknown.want();
    }

    /** How many fragmented packets were given up because all together held too much. */
    long fragmentedPacketsGivenUp() {
        return fragments.evicted();
    }

    /** Forgets fragments that have waited too long. */
    void expire(long when) {
        fragments.expire(when);
    }

    /** A connection has begun inside the tunnels around the packet that is being analysed, or moved into them. */
    void tunneled() {
        for (int i = 0; i < depth; i++) {
            tunnels.used(stack[i], time);
        }
    }

    /**
     * Takes in what the walk of this depth has found, and what else the same frame holds.
     *
     * @param originalEnd where what carries the packet ended on the wire
     */
    private void walked(int originalEnd) {
        HeaderWalk packet = walks[depth];
        found(packet, originalEnd);
        while (packet.hasNext()) {
            packet.next(bytes);
            found(packet, packet.networkEnd());
        }
    }

    private void found(HeaderWalk packet, int originalEnd) {
        reportLinkOddities(packet);
        if (packet.hasIp()) {
            packet(packet, originalEnd);
        } else {
            if (unknown.isWanted() && packet.unknownProtocol() >= 0) {
                unknown.aboveLink(carriers(), packet, bytes, time);
            }
            reportFault(packet);
        }
    }

    /** Zeek's names of all protocols that carry the frame or packet at hand. */
    private List<String> carriers() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            names = UnknownProtocols.withLink(names, walks[i]);
            names.add("IP");
            if (walks[i].protocol() == IpProtocol.UDP) {
                names.add("UDP");
            }
            names.add(stack[i].type().analyzer());
        }
        return names;
    }

    private void packet(HeaderWalk packet, int originalEnd) {
        reportOddities(packet);
        if (packet.statedIpLength() == 0) {
            weirds.onBytes(IpWeird.IP_HDR_LEN_ZERO.oddity(), null, depth > 0, time);
            if (!ignoreChecksums) {
                // Offloading leaves the length zero and the checksums wrong.
                return;
            }
        } else if (!ignoreChecksums && !InternetChecksum.isIpHeaderIntact(packet, bytes)) {
            report(packet, IpWeird.BAD_IP_CHECKSUM, null);
            return;
        }
        if (packet.fragment()) {
            fragment(packet, originalEnd);
        } else {
            payload(packet, originalEnd);
        }
    }

    private void fragment(HeaderWalk packet, int originalEnd) {
        boolean whole = packet.capturedEnd() - packet.payloadOffset() >= packet.payloadLength();
        if (!whole) {
            report(packet, IpWeird.INCOMPLETELY_CAPTURED_FRAGMENT, null);
            boolean hasTransportHeader =
                    packet.fragmentOffset() == 0 && packet.payloadLength() >= HeaderWalk.TINY_FRAGMENT;
            if (hasTransportHeader) {
                // All that traces of headers have of a packet.
                payload(packet, originalEnd);
            }
            return;
        }
        byte[] assembled = fragments.add(packet, bytes, time);
        for (FragmentWeird odd : fragments.oddities()) {
            report(packet, odd, null);
        }
        if (assembled != null) {
            byte[] carrier = bytes;
            bytes = assembled;
            packet.ip(assembled, 0, assembled.length, assembled.length);
            if (!packet.hasIp()) {
                reportFault(packet);
            } else if (!packet.fragment()) {
                // A fragment header inside a fragment is there to confuse, and what follows it may be cut anywhere.
                payload(packet, assembled.length);
            }
            bytes = carrier;
        }
    }

    private void payload(HeaderWalk packet, int originalEnd) {
        switch (packet.protocol()) {
            case IpProtocol.ESP, IpProtocol.MOBILITY -> {
                // In IPv6 they are extension headers, and nothing that can be read follows them.
                if (packet.ipVersion() == 4) {
                    transport(packet, originalEnd);
                }
            }
            case IpProtocol.NO_NEXT_HEADER -> {
                boolean bubble = depth > 0 && stack[depth - 1].type() == TunnelType.TEREDO;
                if (!bubble) {
                    report(packet, IpWeird.IPV6_NO_NEXT, null);
                }
            }
            case IpProtocol.IPV4 -> hostTunnel(TunnelType.IPV4, packet, packet.payloadOffset());
            case IpProtocol.IPV6 -> hostTunnel(TunnelType.IPV6, packet, packet.payloadOffset());
            case IpProtocol.GRE -> hostTunnel(TunnelType.GRE, packet, packet.payloadOffset());
            default -> transport(packet, originalEnd);
        }
    }

    private void transport(HeaderWalk packet, int originalEnd) {
        HeaderFault fault = packet.fault();
        if (fault != HeaderFault.NONE) {
            Oddity odd = Oddity.of(analyzerOf(packet.protocol()), fault.weird());
            weirds.onPacket(packet, odd, null, depth > 0, time);
            return;
        }
        if (depth == 0) {
            hops.look(packet, bytes, time);
        }
        if (unknown.isWanted() && !IpProtocol.isAnalyzed(packet.protocol())) {
            unknown.aboveIp(carriers(), packet, bytes, time);
        }
        String carrier = depth == 0 ? null : stack[depth - 1].uid();
        Connection connection = connections.packet(packet, bytes, trimmed && depth == 0, time, carrier);
        if (connection instanceof UdpConnection udp) {
            udpTunnel(udp, packet, originalEnd);
        }
    }

    /** A tunnel that runs on IP itself. What carries it is taken for complete: Zeek does not count what the snap length cut. */
    private void hostTunnel(TunnelType type, HeaderWalk outer, int from) {
        int end = outer.payloadEnd();
        boolean opened = Tunnels.open(type, bytes, from, end, inner);
        if (opened && depth >= Tunnels.MAX_DEPTH) {
            report(outer, TunnelWeird.EXCEEDED_TUNNEL_MAX_DEPTH, null);
        } else if (opened && inner.fits(bytes, end)) {
            enter(tunnels.ofHosts(type, outer, time), end, end);
        } else if (inner.odd() != null) {
            report(outer, inner.odd(), inner.detail());
        }
    }

    /** @param end one past the last captured byte of what the tunnel carries */
    private void enter(Tunnel tunnel, int end, int originalEnd) {
        stack[depth] = tunnel;
        depth++;
        inner.walk(walks[depth], bytes, end, originalEnd);
        walked(originalEnd);
        depth--;
    }

    /** A tunnel that runs over a UDP connection: by its port, or by what its payload looks like. */
    private void udpTunnel(UdpConnection connection, HeaderWalk outer, int originalEnd) {
        int from = outer.payloadOffset() + UDP_HEADER;
        int stop = outer.payloadOffset() + Math.max(outer.payloadLength(), UDP_HEADER);
        int end = Math.min(outer.capturedEnd(), stop);
        TunnelType type = TunnelType.ofUdpPort(connection.responderPort());
        if (type == null) {
            type = Tunnels.detect(bytes, from, end);
        }
        if (type == null || !connection.mayBeTunnel()) {
            return;
        }
        if (type == TunnelType.GRE) {
            hostTunnel(type, outer, from);
        } else if (depth >= Tunnels.MAX_DEPTH) {
            tooDeep(type, connection, outer);
        } else if (type == TunnelType.GTPV1 && depth > 0 && stack[depth - 1].type() == TunnelType.GTPV1) {
            violations.report(connection, type, "GTP-in-GTP", time);
        } else {
            openUdp(type, connection, outer, from, end, Math.max(end, Math.min(originalEnd, stop)));
        }
    }

    private void tooDeep(TunnelType type, UdpConnection connection, HeaderWalk outer) {
        if (type == TunnelType.GTPV1) {
            // Zeek does not say in which packet.
            weirds.onBytes(TunnelWeird.TUNNEL_DEPTH.oddity(), null, false, time);
        } else {
            connection.noteLimitReached();
            String name = TunnelWeird.EXCEEDED_TUNNEL_MAX_DEPTH.oddity().name();
            weirds.onPacket(outer, Oddity.of(type.analyzer(), name), null, true, time);
        }
    }

    private void openUdp(
            TunnelType type, UdpConnection connection, HeaderWalk outer, int from, int end, int originalEnd) {
        boolean opened = Tunnels.open(type, bytes, from, end, inner);
        TunnelWeird odd = inner.odd();
        boolean fits = opened && inner.fits(bytes, end);
        if (odd == TunnelWeird.TEREDO_BUBBLE_WITH_PAYLOAD) {
            weirds.onConnection(connection, odd.oddity(), null, null, time);
        } else if (odd != null) {
            report(outer, odd, inner.detail());
        }
        if (inner.violation() != null) {
            violations.report(connection, type, inner.violation(), time);
        } else if (opened && !fits) {
            violations.report(connection, type, reasonOf(type, inner.odd()), time);
        } else if (fits || inner.isEmpty()) {
            // The tunnel's own header is telling enough, whatever is inside.
            confirm(type, connection, connection.directionOf(outer));
        }
        if (fits) {
            enter(tunnels.ofConnection(type, connection, time), end, originalEnd);
        }
    }

    /** Much other traffic looks like Teredo, so both sides must have spoken it. */
    private static void confirm(TunnelType type, UdpConnection connection, Direction direction) {
        boolean bothSides = connection.noteTunnelFrom(direction);
        if (bothSides || type != TunnelType.TEREDO) {
            connection.confirm(type.analyzer().toLowerCase(Locale.ROOT));
        }
    }

    /** What Zeek's analyzer says when the packet inside does not fit. */
    private static String reasonOf(TunnelType type, TunnelWeird odd) {
        boolean tooLong = odd == TunnelWeird.INNER_IP_PAYLOAD_LENGTH_MISMATCH;
        if (type == TunnelType.TEREDO) {
            return tooLong ? "Teredo payload length" : "Truncated Teredo or invalid inner IP version";
        }
        if (odd == TunnelWeird.TRUNCATED_INNER_IP) {
            return "Truncated GTPv1";
        }
        return tooLong ? "GTPv1 payload length" : "Invalid IP version in wrapped packet";
    }

    private void report(HeaderWalk packet, Weird weird, String detail) {
        Oddity odd = weird.oddity();
        boolean ofPacketAnalyzer = odd.source(null) != null;
        weirds.onPacket(packet, odd, detail, ofPacketAnalyzer && depth > 0, time);
    }

    private void reportLinkOddities(HeaderWalk frame) {
        for (int left = frame.linkOddities(); left != 0; left &= left - 1) {
            LinkOddity odd = LINK_ODDITIES[Integer.numberOfTrailingZeros(left)];
            weirds.onBytes(Oddity.of(odd.source(), odd.weird()), odd.detail(), depth > 0, time);
        }
    }

    private void reportOddities(HeaderWalk packet) {
        for (int left = packet.oddities(); left != 0; left &= left - 1) {
            HeaderOddity odd = ODDITIES[Integer.numberOfTrailingZeros(left)];
            weirds.onPacket(packet, Oddity.ofScript(odd.weird()), null, false, time);
        }
    }

    /** There is no IP packet, or its header is not sound. */
    private void reportFault(HeaderWalk packet) {
        HeaderFault fault = packet.fault();
        if (fault.weird() != null) {
            reportOddities(packet);
            weirds.onBytes(Oddity.of(fault.source(), fault.weird()), null, depth > 0, time);
        }
    }

    private static String analyzerOf(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> "TCP";
            case IpProtocol.UDP -> "UDP";
            default -> "ICMP";
        };
    }
}
