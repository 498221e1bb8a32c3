package io.brook.capture.spool;

import io.brook.capture.source.MergedSource;
import io.brook.capture.source.Packet;
import io.brook.capture.source.PacketSource;
import io.brook.capture.source.SourceCounters;
import io.brook.capture.source.SourceException;
import io.brook.schemas.record.LinkPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The packets of several links' files, in the order of their times. */
public final class SpoolSource implements PacketSource {
    private final SpoolConfig config;
    private final Consumer<String> say;
    private final List<SpoolLink> links = new ArrayList<>();
    private final MergedSource merged;
    /** Null when duplicates are not looked for. */
    private final Duplicates duplicates;

    private final long duplicatesBefore;
    /** Since when packets have waited for a link, by {@link System#nanoTime}; 0 when they do not. */
    private long waitingSince;

    /**
     * @param from where to resume: {@link SpoolPosition#START}, or an earlier {@link #position}
     * @param say takes a line about each file that cannot be read, and each link that is not waited for
     */
    public SpoolSource(SpoolConfig config, SpoolPosition from, Consumer<String> say) {
        this.config = config;
        this.say = say;
        for (SpoolConfig.Link link : config.links()) {
            Optional<LinkPosition> before = from.links().stream()
                    .filter(each -> each.getLink().equals(link.name()))
                    .findFirst();
            links.add(new SpoolLink(config, link, before, say));
        }
        merged = new MergedSource(links);
        duplicates = config.deduplicate() ? new Duplicates(config.window(), links.size(), from) : null;
        duplicatesBefore = from.duplicates();
    }

    @Override
    public Next next() throws SourceException {
        Next next = merged.next();
        while (next == Next.PACKET && duplicates != null && duplicates.isDuplicate(merged.current(), packet())) {
            next = merged.next();
        }
        if (next == Next.NOTHING_YET) {
            giveUpAbsent();
        } else {
            waitingSince = 0;
        }
        return next;
    }

    /** A link must not hold up the others for ever when it or its recorder is down. */
    private void giveUpAbsent() {
        long now = System.nanoTime();
        if (links.stream().noneMatch(SpoolLink::standsOnPacket)) {
            waitingSince = 0;
        } else if (waitingSince == 0) {
            waitingSince = now;
        } else if (now - waitingSince >= config.patience().toNanos()) {
            waitingSince = 0;
            for (SpoolLink link : links) {
                if (link.isWaitedFor()) {
                    say.accept(
                            link.name() + ": no file for " + config.patience().toSeconds()
                                    + " s while others have packets; they no longer wait for it");
                    link.giveUp();
                }
            }
        }
    }

    /** The current position: all packets up to and including {@link #packet} have been read. */
    public SpoolPosition position() {
        List<LinkPosition> positions = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            positions.add(links.get(i).position(i == merged.current()));
        }
        return duplicates == null
                ? new SpoolPosition(positions, duplicatesBefore, List.of())
                : new SpoolPosition(positions, duplicates.count(), duplicates.save());
    }

    /**
     * Kafka has all packets up to the last {@link #position}: files that are done are put away.
     *
     * @throws SourceException when that cannot be done
     */
    public void committed() throws SourceException {
        for (SpoolLink link : links) {
            link.committed();
        }
    }

    @Override
    public Packet packet() {
        return merged.packet();
    }

    @Override
    public long settled() {
        return merged.settled();
    }

    @Override
    public SourceCounters counters() {
        return merged.counters();
    }

    @Override
    public void close() {
        merged.close();
    }
}
