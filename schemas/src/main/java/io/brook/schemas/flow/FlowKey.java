package io.brook.schemas.flow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The identity of a flow: the IP protocol and both endpoints, in an order that is the same for both directions. It is what
 * Zeek keys a connection by: ports for TCP and UDP, the message type and its counterpart for ICMP, no ports for any other
 * protocol (SCTP too). One-way ICMP messages have no counterpart and keep their direction.
 *
 * <p>Mutable, so that one instance serves as the probe for every packet; {@link #copy()} makes the key that a map may keep.
 *
 * <p>Comparable, for {@link java.util.HashMap} then finds a key in logarithmic time among keys of the same hash: senders can
 * choose addresses so that all their flows have one.
 */
public final class FlowKey implements Comparable<FlowKey> {
    /** The protocol of frames without IP: they share one flow per sensor. */
    public static final int NO_PROTOCOL = 255;

    private static final int V4 = 4;
    private static final int V6 = 6;

    private int protocol = NO_PROTOCOL;
    private long firstHigh;
    private long firstLow;
    private int firstPort;
    private long secondHigh;
    private long secondLow;
    private int secondPort;
    private int hash;

    /**
     * Makes this the key of a packet from the first to the second endpoint, whichever of the two comes first in order.
     *
     * @param oneWay keep the direction: for ICMP messages that have no counterpart
     */
    public void set(
            int protocol,
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long targetHigh,
            long targetLow,
            int targetPort,
            boolean oneWay) {
        this.protocol = protocol;
        if (oneWay || inOrder(sourceHigh, sourceLow, sourcePort, targetHigh, targetLow, targetPort)) {
            firstHigh = sourceHigh;
            firstLow = sourceLow;
            firstPort = sourcePort;
            secondHigh = targetHigh;
            secondLow = targetLow;
            secondPort = targetPort;
        } else {
            firstHigh = targetHigh;
            firstLow = targetLow;
            firstPort = targetPort;
            secondHigh = sourceHigh;
            secondLow = sourceLow;
            secondPort = sourcePort;
        }
        hash = computeHash();
    }

    /** Makes this the key of everything that is not IP. */
    public void setNoIp() {
        set(NO_PROTOCOL, 0, 0, 0, 0, 0, 0, false);
    }

    private static boolean inOrder(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort) {
        int byHigh = Long.compareUnsigned(aHigh, bHigh);
        if (byHigh != 0) {
            return byHigh < 0;
        }
        int byLow = Long.compareUnsigned(aLow, bLow);
        return byLow != 0 ? byLow < 0 : aPort <= bPort;
    }

    private int computeHash() {
        long h = mix(firstHigh ^ mix(firstLow + protocol));
        h = mix(h + firstPort + ((long) secondPort << 32));
        h = mix(h ^ secondHigh) + secondLow;
        return (int) (mix(h) >>> 32);
    }

    /** Stafford's variant 13 of the 64-bit finalizer of MurmurHash3. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    public FlowKey copy() {
        FlowKey copy = new FlowKey();
        copy.protocol = protocol;
        copy.firstHigh = firstHigh;
        copy.firstLow = firstLow;
        copy.firstPort = firstPort;
        copy.secondHigh = secondHigh;
        copy.secondLow = secondLow;
        copy.secondPort = secondPort;
        copy.hash = hash;
        return copy;
    }

    public int protocol() {
        return protocol;
    }

    /** The upper half of the first endpoint's address, as {@link IpAddress} has it. */
    public long firstHigh() {
        return firstHigh;
    }

    /** The lower half of the first endpoint's address. */
    public long firstLow() {
        return firstLow;
    }

    /** The upper half of the second endpoint's address. */
    public long secondHigh() {
        return secondHigh;
    }

    /** The lower half of the second endpoint's address. */
    public long secondLow() {
        return secondLow;
    }

    /** A number that flows between the same two hosts share, and hardly any other flows. */
    public long hosts() {
        return host(firstHigh, firstLow) + host(secondHigh, secondLow);
    }

    static long host(long high, long low) {
        return mix(high ^ mix(low));
    }

    /** Whether one of the endpoints has this port. */
    public boolean hasPort(int port) {
        return firstPort == port || secondPort == port;
    }

    /**
     * The Kafka key of this flow's packets: version of the addresses (4 or 6), protocol, first address and port, second
     * address and port, all big-endian, then the sensor's name in UTF-8.
     */
    public byte[] encode(String sensor) {
        byte[] name = sensor.getBytes(StandardCharsets.UTF_8);
        boolean v4 = IpAddress.isV4(firstHigh, firstLow) && IpAddress.isV4(secondHigh, secondLow);
        ByteBuffer out = ByteBuffer.allocate(2 + 2 * ((v4 ? 4 : 16) + 2) + name.length);
        out.put((byte) (v4 ? V4 : V6)).put((byte) protocol);
        putEndpoint(out, v4, firstHigh, firstLow, firstPort);
        putEndpoint(out, v4, secondHigh, secondLow, secondPort);
        return out.put(name).array();
    }

    private static void putEndpoint(ByteBuffer out, boolean v4, long high, long low, int port) {
        if (v4) {
            out.putInt((int) low);
        } else {
            out.putLong(high).putLong(low);
        }
        out.putShort((short) port);
    }

    /** Whether a key of the topic packets is one that {@link #encode} made; a sensor's name has no such first character. */
    public static boolean isKey(byte[] key) {
        return key.length > 0 && (key[0] == V4 || key[0] == V6);
    }

    /** The flow that {@link #encode} made this of, whatever the sensor. */
    public static FlowKey decode(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        boolean v4 = in.get() == V4;
        FlowKey flow = new FlowKey();
        flow.protocol = in.get() & 0xff;
        flow.firstHigh = v4 ? 0 : in.getLong();
        flow.firstLow = v4 ? IpAddress.lowOfV4(in.getInt()) : in.getLong();
        flow.firstPort = in.getShort() & 0xffff;
        flow.secondHigh = v4 ? 0 : in.getLong();
        flow.secondLow = v4 ? IpAddress.lowOfV4(in.getInt()) : in.getLong();
        flow.secondPort = in.getShort() & 0xffff;
        flow.hash = flow.computeHash();
        return flow;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowKey that
                && hash == that.hash
                && protocol == that.protocol
                && firstLow == that.firstLow
                && secondLow == that.secondLow
                && firstPort == that.firstPort
                && secondPort == that.secondPort
                && firstHigh == that.firstHigh
                && secondHigh == that.secondHigh;
    }

    /** An order without meaning, consistent with {@link #equals}. */
    @Override
    public int compareTo(FlowKey that) {
        int order = Long.compare(firstLow, that.firstLow);
        order = order != 0 ? order : Long.compare(secondLow, that.secondLow);
        order = order != 0 ? order : Long.compare(firstHigh, that.firstHigh);
        order = order != 0 ? order : Long.compare(secondHigh, that.secondHigh);
        order = order != 0 ? order : Integer.compare(firstPort, that.firstPort);
        order = order != 0 ? order : Integer.compare(secondPort, that.secondPort);
        return order != 0 ? order : Integer.compare(protocol, that.protocol);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return protocol + " " + IpAddress.format(firstHigh, firstLow) + ":" + firstPort + " "
                + IpAddress.format(secondHigh, secondLow) + ":" + secondPort;
    }
}
