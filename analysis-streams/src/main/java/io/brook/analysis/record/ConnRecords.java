package io.brook.analysis.record;

import io.brook.analysis.flow.Connection;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogMeta;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Makes a connection's line of conn.log. */
public final class ConnRecords {
    private static final HexFormat LINK_ADDRESS = HexFormat.ofDelimiter(":");

    private final String sensor;
    private final LocalNetworks local;
    private final CommunityId communityId = new CommunityId();

    public ConnRecords(String sensor, LocalNetworks local) {
        this.sensor = sensor;
        this.local = local;
    }

    /** @param written when the connection ended, in nanoseconds since the epoch */
    public ConnLog of(Connection c, long written) {
        ConnLog line = new ConnLog();
        line.setMeta(new LogMeta(sensor, written));
        line.setTs(c.start());
        line.setUid(c.uid(sensor));
        line.setId(idOf(c));
        line.setProto(c.transport());
        line.setService(c.service());
        long duration = c.last() - c.start();
        if (duration > 0) {
            line.setDuration(duration);
            line.setOrigBytes(c.originatorBytes());
            line.setRespBytes(c.responderBytes());
        }
        line.setConnState(c.state());
        line.setLocalOrig(local.contains(c.originatorHigh(), c.originatorLow()));
        line.setLocalResp(local.contains(c.responderHigh(), c.responderLow()));
        line.setMissedBytes(c.missedBytes());
        line.setHistory(c.historyLetters());
        line.setOrigPkts(c.originatorPackets());
        line.setOrigIpBytes(c.originatorIpBytes());
        line.setRespPkts(c.responderPackets());
        line.setRespIpBytes(c.responderIpBytes());
        line.setTunnelParents(c.tunnelParents().isEmpty() ? null : c.tunnelParents());
        line.setIpProto(c.protocol());
        line.setIpProtoName(IpProtocolNames.of(c.protocol()));
        line.setCommunityId(communityId.of(
                c.protocol(),
                c.originatorHigh(),
                c.originatorLow(),
                c.originatorPort(),
                c.responderHigh(),
                c.responderLow(),
                c.responderPort()));
        line.setVlan(c.vlan() < 0 ? null : c.vlan());
        line.setInnerVlan(c.innerVlan() < 0 ? null : c.innerVlan());
        line.setOrigL2Addr(linkAddress(c.originatorLink()));
        line.setRespL2Addr(linkAddress(c.responderLink()));
        return line;
    }

    private static String linkAddress(long address) {
        if (address == 0) {
            return null;
        }
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(address).array();
        return LINK_ADDRESS.formatHex(bytes, Short.BYTES, Long.BYTES);
    }

    /** A connection's endpoints as all logs name them. */
    public static ConnId idOf(Connection c) {
        return new ConnId(
                IpAddress.format(c.originatorHigh(), c.originatorLow()),
                c.originatorPort(),
                IpAddress.format(c.responderHigh(), c.responderLow()),
                c.responderPort());
    }
}
