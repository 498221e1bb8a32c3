package io.brook.capture.spool;

import io.brook.capture.source.Packet;
import io.brook.capture.source.PacketSource;
import io.brook.capture.source.SourceCounters;
import io.brook.capture.source.SourceException;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.record.LinkPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The packets of one link's files, one file after the other, in the order of their first packets. The last file is done when a later
 * one begins: until then everything that is added to it is read, so that nothing is lost if it was wrongly thought to be closed.
 */
final class SpoolLink implements PacketSource {
    private static final long LOOK = Duration.ofMillis(500).toNanos();
    /** With very many files, listing the directory may take only a part of the time. */
    private static final int LOOKS_SHARE = 10;

    private final SpoolConfig.Link link;
    private final SpoolConfig config;
    private final Consumer<String> say;
    private final SpoolDirectory directory;
    private final FinishedFiles finished;
    private final Deque<FoundFile> queue = new ArrayDeque<>();
    private TraceReader reader;
    /** The file that is being read, or was read last and may still grow. */
    private FileId file;
    /** Its identity when it was last opened; null if this process has not opened it. */
    private FoundFile opened;

    private String cut;
    private boolean standsOnPacket;
    private boolean isGivenUp;
    private boolean hasEnded;
    private long packets;
    private long allPackets;
    private long newest = Long.MIN_VALUE;
    private long reached = Long.MIN_VALUE;
    private long nextLook = System.nanoTime();

    /** @param before the position to resume from, if any */
    SpoolLink(SpoolConfig config, SpoolConfig.Link link, Optional<LinkPosition> before, Consumer<String> say) {
        this.config = config;
        this.link = link;
        this.say = say;
        directory = new SpoolDirectory(link, config.settle(), say);
        if (before.isPresent()) {
            LinkPosition from = before.get();
            file = from.getFile() == null ? null : FileId.of(from.getFile());
            packets = from.getPackets();
            newest = from.getNewest();
            reached = from.getReached();
            finished = new FinishedFiles(config.done(), from.getFinished(), reached);
        } else {
            finished = new FinishedFiles(config.done(), List.of(), reached);
        }
    }

    @Override
    public Next next() throws SourceException {
        standsOnPacket = false;
        while (reader == null || !reader.next()) {
            endOfFile();
            if (queue.isEmpty() && !look()) {
                return Next.NOTHING_YET;
            }
            if (queue.isEmpty()) {
                return idle();
            }
            open(queue.remove());
        }
        Packet packet = reader.packet();
        packet.shift(-link.ahead().toNanos());
        newest = Math.max(newest, packet.time());
        packets++;
        allPackets++;
        standsOnPacket = true;
        isGivenUp = false;
        return Next.PACKET;
    }

    private void endOfFile() {
        if (reader != null) {
            cut = reader.cut().orElse(null);
            reader.close();
            reader = null;
        }
    }

    /** Queues the files that are to be read, but not too often; false when it was just done. */
    private boolean look() throws SourceException {
        long now = System.nanoTime();
        if (now - nextLook < 0) {
            return false;
        }
        directory.look();
        long done = System.nanoTime();
        nextLook = done + Math.max(LOOK, LOOKS_SHARE * (done - now));
        finished.putAway(directory.files());
        if (file != null && directory.isWritten(file.name())) {
            // It is finished before others are begun.
            return true;
        }
        directory.files().stream()
                .filter(each -> each.id() != null && isToRead(each))
                .sorted(Comparator.comparing((FoundFile each) -> !each.id().equals(file))
                        .thenComparing(each -> each.id().firstTime())
                        .thenComparing(FoundFile::name))
                .forEach(queue::add);
        return true;
    }

    private boolean isToRead(FoundFile found) {
        if (!found.id().equals(file)) {
            return !finished.contains(found.id());
        }
        return opened == null || opened.path().equals(found.path()) && opened.size() != found.size();
    }

    private Next idle() {
        boolean written = directory.files().stream().anyMatch(each -> !each.isClosed());
        if (!config.untilEmpty() || written) {
            return Next.NOTHING_YET;
        }
        finish();
        hasEnded = true;
        return Next.END;
    }

    private void open(FoundFile found) {
        boolean same = found.id().equals(file);
        if (!same) {
            finish();
        }
        try {
            TraceReader from = TraceReader.open(found.path());
            if (!same) {
                begin(found);
            }
            opened = found;
            skip(from);
            reader = from;
        } catch (TraceException e) {
            say.accept(e.getMessage());
        }
    }

    private void begin(FoundFile found) {
        file = found.id();
        packets = 0;
        long first = file.firstTime() == FileId.NO_PACKETS
                ? FileId.NO_PACKETS
                : file.firstTime() - link.ahead().toNanos();
        if (first != FileId.NO_PACKETS && newest - config.window().toNanos() > first && newest != Long.MIN_VALUE) {
            say.accept(String.format(
                    Locale.ROOT,
                    "%s: begins %.3f s before the latest packet of its link; it is read nevertheless",
                    TraceReader.name(found.path()),
                    (newest - first) / 1e9));
        }
        reached = Math.max(reached, file.firstTime());
    }

    private void skip(TraceReader from) {
        while (from.packets() < packets && from.next()) {
            // Published before.
        }
    }

    private void finish() {
        if (file == null) {
            return;
        }
        if (opened == null) {
            say.accept(TraceReader.name(link.directory().resolve(file.name())) + ": no longer exists; " + packets
                    + " of its packets have been published, and any others are lost");
        }
        if (cut != null) {
            say.accept(cut);
        }
        cut = null;
        finished.add(file);
        file = null;
        opened = null;
    }

    /** The current position. */
    LinkPosition position(boolean isTaken) {
        return new LinkPosition(
                link.name(),
                file == null ? null : file.save(),
                standsOnPacket && !isTaken ? packets - 1 : packets,
                newest,
                reached,
                finished.save());
    }

    /** Kafka has all packets up to the last {@link #position}. */
    void committed() throws SourceException {
        if (finished.isAnyUncommitted()) {
            finished.committed();
            finished.putAway(directory.files());
        }
    }

    boolean standsOnPacket() {
        return standsOnPacket;
    }

    /** Whether others wait for a packet of it. */
    boolean isWaitedFor() {
        return !standsOnPacket && !isGivenUp && !hasEnded;
    }

    /** Others stop waiting for it, until it has a packet again. */
    void giveUp() {
        isGivenUp = true;
    }

    String name() {
        return link.name();
    }

    @Override
    public Packet packet() {
        return reader.packet();
    }

    @Override
    public long settled() {
        if (isGivenUp) {
            return Long.MAX_VALUE;
        }
        return newest == Long.MIN_VALUE ? newest : newest - config.window().toNanos();
    }

    @Override
    public SourceCounters counters() {
        return new SourceCounters(allPackets, 0, 0);
    }

    @Override
    public void close() {
        endOfFile();
    }
}
