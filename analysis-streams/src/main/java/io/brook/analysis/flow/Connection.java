package io.brook.analysis.flow;

import io.brook.analysis.site.Uid;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One connection: the packets of a flow from the first one to a long silence, in both directions. Subclasses add what their
 * transport protocol says. All times are packet times in nanoseconds since the epoch.
 */
public abstract class Connection {
    /** After every time. */
    static final long NEVER = Long.MAX_VALUE;

    /** Zeek's Tunnel::max_changes_per_connection. */
    static final int MAX_TUNNEL_CHANGES = 5;

    private static final int LIMIT_REACHED = 1 << 12;

    private final FlowKey key;
    private final int protocol;
    private final int pass;

    /** How many connections of this flow, one right after the other, have begun no later than one before them. */
    private int ordinal;

    /** The latest time at which this connection or one of those before it began. */
    private long latestStart;

    private final History history = new History();

    /** Whether the originator is the key's first endpoint. The key has the addresses, but not the ports of every protocol. */
    private boolean originatorFirst;

    private int originatorPort;
    private int responderPort;

    /** What the link layer says of the first packet: who sent it and to whom, 0 where it does not say, and in which VLANs, or -1. */
    private long originatorLink;

    private long responderLink;
    private final int vlan;
    private final int innerVlan;

    private final long start;
    private long last;
    private long inactivityTimeout;

    /** How far apart the looks are that may find the connection silent for too long; 0 while there are none. */
    private long silencePeriod;

    private long silence;

    private long nextLook;

    private long originatorPackets;
    private long originatorIpBytes;
    private long responderPackets;
    private long responderIpBytes;

    /** The tunnels that have carried this connection, each once, in the order they were first seen. */
    private List<String> tunnelParents = List.of();

    /** The tunnel that carried the last packet, or null. */
    private String carrier;

    private int tunnelChanges;

    private String uid;

    private PayloadFollower follower = PayloadFollower.NONE;

    /** The application protocols that were confirmed, in that order; null while there are none. */
    private Set<String> services;

    private boolean serviceReported;

    /** When the table looks at this connection next; it may find that the time has not come. */
    long nextCheck = NEVER;

    boolean removed;

    /** Whether it is among those that have changed since they were last asked for. */
    transient boolean changed;

    /** Whether it was saved, so that its end has to be saved too. */
    boolean saved;

    /**
     * A connection that begins with the packet just walked, whose sender is taken for the originator.
     *
     * @param pass in which pass of the sensor's clock it begins: see {@link Uid}
     */
    protected Connection(FlowKey key, HeaderWalk first, long time, int pass, long inactivityTimeout) {
        this.key = key;
        this.protocol = first.protocol();
        this.pass = pass;
        this.latestStart = time;
        this.originatorFirst = first.sourceHigh() == key.firstHigh() && first.sourceLow() == key.firstLow();
        this.originatorPort = first.sourcePort();
        this.responderPort = first.targetPort();
        this.originatorLink = first.linkSource();
        this.responderLink = first.linkTarget();
        this.vlan = first.vlan();
        this.innerVlan = first.innerVlan();
        this.start = time;
        this.last = time;
        this.inactivityTimeout = inactivityTimeout;
    }

    /** The word for the transport protocol in conn.log. */
    public abstract String transport();

    /** Zeek's conn_state. */
    public abstract String state();

    /** Payload bytes from the originator. */
    public abstract long originatorBytes();

    /** Payload bytes from the responder. */
    public abstract long responderBytes();

    /** Bytes that were acknowledged and never seen, in both directions. */
    public long missedBytes() {
        return 0;
    }

    /** Gives back what it holds of what all connections share. */
    void release() {}

    /** Takes again of what all connections share what it holds: it was saved, and has come back. */
    void reclaim() {}

    /** The connection is over. */
    final void finish(long time) {
        follower.finish(time);
    }

    /** Has another one follow what is sent from here on. */
    public final void followWith(PayloadFollower next) {
        follower = next;
    }

    final PayloadFollower follower() {
        return follower;
    }

    /** The connection is interactive, and people may pause for long: Conn::analyzer_inactivity_timeouts. */
    public final void bearLongSilence() {
        setInactivityTimeout(Timeouts.INTERACTIVE_INACTIVITY);
    }

    /** When this connection is over if no packet comes. */
    long deadline() {
        long end = last + inactivityTimeout;
        return silencePeriod == 0 ? end : Math.min(end, silentAt());
    }

    /** The first look that finds it silent for long enough, if no packet comes. */
    private long silentAt() {
        return nextLook - last >= silence ? nextLook : nextLook + silencePeriod;
    }

    /**
     * Looks at it, if it is time to, before another packet is taken in. Zeek looks when any packet comes, so it may be late; here
     * only the connection's own packets may make it late, because those of others are not the same in every deployment.
     *
     * @return whether it had been silent for so long that the packet belongs to another connection
     */
    final boolean isFoundSilent(long time) {
        if (silencePeriod == 0 || time < nextLook) {
            return false;
        }
        nextLook = time + silencePeriod;
        return time - last >= silence;
    }

    /**
     * The connection is over when it is silent, sooner than by its inactivity timeout.
     *
     * @param period how far apart it is looked at, in nanoseconds, from the first packet on
     * @param silence how long no packet must have come then, in nanoseconds
     */
    public final void endWhenSilent(long period, long silence) {
        this.silencePeriod = period;
        this.silence = silence;
        this.nextLook = start + period;
    }

    /** The connection is over by its inactivity timeout alone, as others. */
    public final void allowSilence() {
        silencePeriod = 0;
    }

    /** The history's letters, or null. */
    public final String historyLetters() {
        return history.letters();
    }

    final History history() {
        return history;
    }

    /** In which direction the packet just walked goes. */
    public final Direction directionOf(HeaderWalk packet) {
        return Direction.of(packet.sourceLow() == originatorLow()
                && packet.sourceHigh() == originatorHigh()
                && packet.sourcePort() == originatorPort);
    }

    /** Counts a packet that was accepted. */
    final void count(Direction direction, int ipLength) {
        if (direction.isFromOriginator()) {
            originatorPackets++;
            originatorIpBytes += ipLength;
        } else {
            responderPackets++;
            responderIpBytes += ipLength;
        }
    }

    /** Whether one of the sides, or both, have not sent anything that counts. */
    final boolean isUnanswered() {
        return originatorPackets == 0 || responderPackets == 0;
    }

    final void setLast(long time) {
        last = time;
    }

    final void setInactivityTimeout(long timeout) {
        inactivityTimeout = timeout;
    }

    /** Originator and responder change places. */
    void flip() {
        swapRoles();
        history.flip();
    }

    final void swapRoles() {
        originatorFirst = !originatorFirst;
        int port = originatorPort;
        originatorPort = responderPort;
        responderPort = port;
        long link = originatorLink;
        originatorLink = responderLink;
        responderLink = link;
        long packets = originatorPackets;
        long bytes = originatorIpBytes;
        originatorPackets = responderPackets;
        originatorIpBytes = responderIpBytes;
        responderPackets = packets;
        responderIpBytes = bytes;
    }

    public final FlowKey key() {
        return key;
    }

    /** The unique identifier, worked out when first asked for: most connections are logged, but not all are. */
    public final String uid(String sensor) {
        if (uid == null) {
            uid = Uid.of(sensor, key, start, pass, ordinal);
        }
        return uid;
    }

    /** It has taken the flow over from another connection; called before anybody asks for its uid. */
    final void succeed(Connection before) {
        ordinal = before.ordinal + (start <= before.latestStart ? 1 : 0);
        latestStart = Math.max(start, before.latestStart);
    }

    /** The number of the IP protocol. */
    public final int protocol() {
        return protocol;
    }

    public final long originatorHigh() {
        return originatorFirst ? key.firstHigh() : key.secondHigh();
    }

    public final long originatorLow() {
        return originatorFirst ? key.firstLow() : key.secondLow();
    }

    public final int originatorPort() {
        return originatorPort;
    }

    public final long responderHigh() {
        return originatorFirst ? key.secondHigh() : key.firstHigh();
    }

    public final long responderLow() {
        return originatorFirst ? key.secondLow() : key.firstLow();
    }

    public final int responderPort() {
        return responderPort;
    }

    /** The originator's address in the link layer, 48 bits; 0 when there is none. */
    public final long originatorLink() {
        return originatorLink;
    }

    /** The responder's address in the link layer, 48 bits; 0 when there is none. */
    public final long responderLink() {
        return responderLink;
    }

    /** The outermost VLAN of the first packet; -1 when it is in none. */
    public final int vlan() {
        return vlan;
    }

    /** The VLAN inside that, or -1. */
    public final int innerVlan() {
        return innerVlan;
    }

    /** The first packet's time. */
    public final long start() {
        return start;
    }

    /** The last packet's time, as far as it counts. */
    public final long last() {
        return last;
    }

    public final long originatorPackets() {
        return originatorPackets;
    }

    public final long originatorIpBytes() {
        return originatorIpBytes;
    }

    public final long responderPackets() {
        return responderPackets;
    }

    public final long responderIpBytes() {
        return responderIpBytes;
    }

    /**
     * The connection does speak a protocol.
     *
     * @return whether that is new
     */
    public final boolean confirm(String protocol) {
        if (services == null) {
            services = new LinkedHashSet<>();
        }
        return services.add(protocol);
    }

    /** Whether it has been found to speak a protocol. */
    public final boolean isConfirmed(String protocol) {
        return services != null && services.contains(protocol);
    }

    /** The connection does not speak the protocol after all. */
    public final void retract(String protocol) {
        if (services != null) {
            services.remove(protocol);
        }
    }

    /** The confirmed application protocols, in the order of confirmation. */
    public final Set<String> services() {
        return services == null ? Set.of() : Collections.unmodifiableSet(services);
    }

    /** Whether the responder serves something on its port, as far as has been seen. */
    public boolean isServed() {
        return false;
    }

    /** Whether {@link #noteServiceReported} was called. */
    public final boolean isServiceReported() {
        return serviceReported;
    }

    /** What the responder serves has been reported. */
    public final void noteServiceReported() {
        serviceReported = true;
    }

    /** The confirmed application protocols, joined by commas in the order of confirmation; null when there are none. */
    public final String service() {
        return services == null || services.isEmpty() ? null : String.join(",", services);
    }

    /** The uids of the tunnels that have carried this connection; empty outside tunnels. */
    public final List<String> tunnelParents() {
        return tunnelParents;
    }

    /** @param tunnel the uid of a tunnel, or null */
    final boolean isCarriedBy(String tunnel) {
        return Objects.equals(tunnel, carrier);
    }

    /**
     * Notes what carries the next packet.
     *
     * @param tunnel the uid of the innermost tunnel, or null
     * @return whether this is one change of tunnels too many; said once, and no change is noted from then on
     */
    final boolean carriedBy(String tunnel) {
        if (isCarriedBy(tunnel) || tunnelChanges > MAX_TUNNEL_CHANGES) {
            return false;
        }
        carrier = tunnel;
        if (++tunnelChanges > MAX_TUNNEL_CHANGES) {
            noteLimitReached();
            return true;
        }
        if (tunnel != null && !tunnelParents.contains(tunnel)) {
            List<String> more = new ArrayList<>(tunnelParents);
            more.add(tunnel);
            tunnelParents = List.copyOf(more);
        }
        return false;
    }

    /** The analysis goes no further than this because of a limit: Zeek's letter X. */
    public final void noteLimitReached() {
        history.once(LIMIT_REACHED, 'X', Direction.ORIGINATOR);
    }

    /** The uid of something that began at this time and is identified by this key. */
    public static String uid(String sensor, FlowKey key, long start) {
        return Uid.of(sensor, key, start, 0, 0);
    }
}
