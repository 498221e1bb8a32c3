package io.brook.analysis.protocol.radius;

import io.brook.analysis.analyzer.DatagramSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.RadiusLog;

/**
 * Follows attempts to log in, one after the other: whatever comes first begins one, and the server's decision ends it. As in Zeek
 * what a message means depends on its code alone, not on who sends it, and its identifier is not looked at.
 */
final class RadiusSession extends DatagramSession {
    /** The attempt under way, or null when there is none. */
    private RadiusLog attempt;

    RadiusSession(SessionContext context) {
        super(context);
    }

    @Override
    protected void datagram(Direction direction, ByteCursor datagram) throws MalformedException {
        RadiusMessage message = RadiusParser.message(datagram);
        context.confirm();
        if (attempt == null) {
            attempt = new RadiusLog();
            attempt.setTs(context.time());
        }
        switch (message.code()) {
            case RadiusMessage.ACCESS_REQUEST -> request(message);
            case RadiusMessage.ACCESS_CHALLENGE -> challenge(message);
            case RadiusMessage.ACCESS_ACCEPT -> decided("success");
            case RadiusMessage.ACCESS_REJECT -> decided("failed");
            default -> {
                // An attempt has begun, and nothing is known of it.
            }
        }
    }

    private void request(RadiusMessage message) {
        if (attempt.getUsername() == null) {
            attempt.setUsername(message.attribute(RadiusMessage.USER_NAME));
        }
        String station = message.attribute(RadiusMessage.CALLING_STATION_ID);
        if (attempt.getMac() == null && station != null) {
            attempt.setMac(RadiusStationAddress.normalize(station));
        }
        if (attempt.getTunnelClient() == null) {
            attempt.setTunnelClient(message.attribute(RadiusMessage.TUNNEL_CLIENT_ENDPOINT));
        }
        if (attempt.getConnectInfo() == null) {
            attempt.setConnectInfo(message.attribute(RadiusMessage.CONNECT_INFO));
        }
    }

    private void challenge(RadiusMessage message) {
        String address = message.attribute(RadiusMessage.FRAMED_IP_ADDRESS);
        if (attempt.getFramedAddr() == null && address != null) {
            attempt.setFramedAddr(ipv4(address));
        }
        if (attempt.getReplyMsg() == null) {
            attempt.setReplyMsg(message.attribute(RadiusMessage.REPLY_MESSAGE));
        }
    }

    /** The address that a value begins with; all zeros when it is too short, as in Zeek. */
    private static String ipv4(String value) {
        int bits = 0;
        if (value.length() >= Integer.BYTES) {
            for (int i = 0; i < Integer.BYTES; i++) {
                bits = bits << Byte.SIZE | value.charAt(i);
            }
        }
        return IpAddress.v4(bits).toString();
    }

    private void decided(String result) {
        long duration = context.time() - attempt.getTs();
        if (duration != 0) {
            attempt.setTtl(duration);
        }
        log(result);
    }

    private void log(String result) {
        attempt.setResult(result);
        context.log(attempt);
        attempt = null;
    }

    @Override
    public void finish() {
        if (attempt != null) {
            log("unknown");
        }
    }
}
