package io.brook.schemas.flow;

/**
 * Which packets go to the same partition of {@code packets}, and so to the same worker. All of them are symmetric and keep a flow
 * together.
 */
public enum FlowPartitioning {
    /** All flows between two hosts: an FTP control connection meets its data connections. The default. */
    HOST_PAIR {
        @Override
        long hash(FlowKey key) {
            return key.hosts();
        }
    },
    /** Each flow by itself: the most even load. */
    FLOW {
        @Override
        long hash(FlowKey key) {
            return key.hashCode();
        }
    },
    /** All flows between two networks, /24 in IPv4 and /64 in IPv6: a scan of a network meets in one worker. */
    SUBNET {
        @Override
        long hash(FlowKey key) {
            return network(key.firstHigh(), key.firstLow()) + network(key.secondHigh(), key.secondLow());
        }
    };

    abstract long hash(FlowKey key);

    /** The partition of a sensor's flow, from 0 to {@code partitions - 1}. */
    public int partition(String sensor, FlowKey key, int partitions) {
        long hash = FlowKey.mix(hash(key) + sensor.hashCode());
        return (int) Long.remainderUnsigned(hash >>> 16, partitions);
    }

    private static long host(long high, long low) {
        return FlowKey.host(high, low);
    }

    private static long network(long high, long low) {
        return IpAddress.isV4(high, low) ? host(high, low & ~0xffL) : host(high, 0);
    }
}
