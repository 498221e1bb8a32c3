package io.brook.capture.source;

import java.util.Arrays;
import java.util.List;

/**
 * Several sources as one, in the order of their packets' times: for example the two directions of a link on two interfaces, or links
 * that were recorded separately. A packet waits until no source can have an older one.
 */
public final class MergedSource implements PacketSource {
    private final List<PacketSource> sources;
    private final Next[] heads;
    /** Which of them the packet is from; -1 when there is none. */
    private int current = -1;

    /** @param sources are closed with this */
    public MergedSource(List<? extends PacketSource> sources) {
        this.sources = List.copyOf(sources);
        heads = new Next[sources.size()];
        Arrays.fill(heads, Next.NOTHING_YET);
    }

    @Override
    public Next next() throws SourceException {
        int earliest = -1;
        long settled = Long.MAX_VALUE;
        boolean ended = true;
        for (int i = 0; i < heads.length; i++) {
            PacketSource source = sources.get(i);
            if (i == current || heads[i] == Next.NOTHING_YET) {
                heads[i] = source.next();
            }
            ended &= heads[i] == Next.END;
            if (heads[i] == Next.NOTHING_YET) {
                settled = Math.min(settled, source.settled());
            } else if (heads[i] == Next.PACKET && (earliest < 0 || time(i) < time(earliest))) {
                earliest = i;
            }
        }
        current = -1;
        if (earliest < 0 || time(earliest) > settled) {
            return ended ? Next.END : Next.NOTHING_YET;
        }
        current = earliest;
        return Next.PACKET;
    }

    private long time(int source) {
        return sources.get(source).packet().time();
    }

    @Override
    public Packet packet() {
        return sources.get(current).packet();
    }

    /** Which of the sources the packet is from, by its place among them; -1 when there is none. */
    public int current() {
        return current;
    }

    @Override
    public long settled() {
        long settled = Long.MAX_VALUE;
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] == Next.PACKET && i != current) {
                settled = Math.min(settled, time(i));
            }
            if (heads[i] != Next.END) {
                settled = Math.min(settled, sources.get(i).settled());
            }
        }
        return settled == Long.MAX_VALUE ? Long.MIN_VALUE : settled;
    }

    @Override
    public SourceCounters counters() {
        return sources.stream().map(PacketSource::counters).reduce(SourceCounters.NONE, SourceCounters::plus);
    }

    @Override
    public void close() {
        sources.forEach(PacketSource::close);
    }
}
