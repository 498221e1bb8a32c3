package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.schemas.flow.Direction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A file of which some bytes have come and more may come: puts them in order and gives them to those who look into them. Counts
 * and decides as Zeek's File and FileReassembler do.
 */
final class OpenFile implements FileContext {
    /** Zeek's Files::reassembly_buffer_size: when more than this waits for what comes before it, that is given up. */
    static final long MAX_WAITING = 512 * 1024;

    /** No file is so long; what is said to lie beyond this is cut off. */
    static final long MAX_LENGTH = 1L << 60;

    /** How many connections of one file are remembered. */
    static final int MAX_CARRIERS = 100;

    private static final int NANOS = 9;
    private static final int MICROS = 6;
    private static final byte[] NOTHING = {};

    private final FileServices files;
    private final String fuid;
    private final FileOrigin origin;
    private final long created;
    private final List<Carrier> carriers = new ArrayList<>(1);
    private final List<Attached> followers = new ArrayList<>(0);
    private final Digests digests = new Digests();
    private final Beginning beginning = new Beginning();

    /** What waits for bytes before it; null until bytes have come out of order, and from then on all pass through it. */
    private Pieces pieces;

    private String name;
    private ExtractedFile extracted;
    private boolean local;
    private String mimeType;
    private boolean typeDecided;
    private long total;
    private long lastActive;
    private long now;

    /** How far its contents have been seen or missed, without a hole. */
    private long offset;

    private long seen;
    private long missing;
    private long overflow;
    private boolean timedOut;
    private boolean done;

    OpenFile(FileServices files, String fuid, FileOrigin origin, long time) {
        this.files = files;
        this.fuid = fuid;
        this.origin = origin;
        this.created = time;
        this.lastActive = time;
        this.now = time;
        this.total = origin.size();
        this.name = origin.name();
        if (files.extraction().isOn() && files.extraction().types().isEmpty()) {
            extract();
        }
        if (origin.mimeType() != null) {
            beginning.close();
            decide(origin.mimeType());
        }
    }

    @Override
    public String fuid() {
        return fuid;
    }

    @Override
    public String mimeType() {
        return mimeType;
    }

    @Override
    public long time() {
        return now;
    }

    @Override
    public void log(SpecificRecord line) {
        files.log(line, now);
    }

    @Override
    public void report(String subject, SpecificRecord found) {
        files.report(subject, found, now);
    }

    @Override
    public Direction direction() {
        return origin.direction();
    }

    FileOrigin origin() {
        return origin;
    }

    List<Carrier> carriers() {
        return carriers;
    }

    List<Attached> followers() {
        return followers;
    }

    Digests digests() {
        return digests;
    }

    boolean isLocal() {
        return local;
    }

    /** How many bytes it has; -1 when nobody has said. */
    long total() {
        return total;
    }

    @Override
    public long created() {
        return created;
    }

    long lastActive() {
        return lastActive;
    }

    long offset() {
        return offset;
    }

    long seen() {
        return seen;
    }

    long missing() {
        return missing;
    }

    long overflow() {
        return overflow;
    }

    boolean isTimedOut() {
        return timedOut;
    }

    /** How much memory its contents take. */
    long held() {
        return beginning.held() + (pieces == null ? 0 : pieces.held());
    }

    boolean isComplete() {
        return total >= 0 && offset >= total;
    }

    /** Something of it comes, at this time. */
    void touch(long time) {
        now = time;
        lastActive = time;
    }

    /**
     * Something of it comes over this connection.
     *
     * @param local whether the one who sends it there is in the site's networks
     * @param as its name there, or null
     */
    void carriedBy(Carrier carrier, boolean local, String as) {
        for (Carrier known : carriers) {
            if (known.uid().equals(carrier.uid())) {
                return;
            }
        }
        if (carriers.size() < MAX_CARRIERS) {
            carriers.add(carrier);
            this.local = local;
            name = as == null ? name : as;
        }
    }

    String name() {
        return name;
    }

    void setTotal(long bytes) {
        total = bytes;
    }

    /** Takes in bytes that follow what came last. */
    void data(byte[] bytes, int from, int length) {
        data(offset, bytes, from, length);
    }

    /** Takes in bytes of any part of the file. */
    void data(long position, byte[] bytes, int from, int length) {
        if (pieces == null && position == offset) {
            deliver(bytes, from, length);
            return;
        }
        if (pieces == null) {
            pieces = new Pieces();
        }
        if (pieces.bytes() > MAX_WAITING) {
            giveUpHoles();
        }
        long end = position + length;
        if (end <= offset) {
            return;
        }
        int old = (int) Math.max(0, offset - position);
        order(position + old, bytes, from + old, length - old);
    }

    private void order(long position, byte[] bytes, int from, int length) {
        boolean next = position == offset && (pieces.isEmpty() || position + length <= pieces.first());
        if (next) {
            deliver(bytes, from, length);
        } else {
            pieces.add(position, bytes, from, length);
        }
        deliverWaiting();
    }

    private void deliverWaiting() {
        while (!pieces.isEmpty() && pieces.first() == offset) {
            byte[] piece = pieces.poll();
            deliver(piece, 0, piece.length);
        }
    }

    /** The holes before all that waits will not be filled any more. */
    void giveUpHoles() {
        if (pieces != null && !pieces.isEmpty()) {
            // Zeek counts the first hole only.
            overflow += pieces.first() - offset;
            flushTo(pieces.end());
        }
    }

    private void flushTo(long end) {
        while (!pieces.isEmpty() && pieces.first() < end) {
            if (pieces.first() > offset) {
                miss(pieces.first() - offset);
            }
            deliverWaiting();
        }
        if (end > offset) {
            miss(end - offset);
        }
    }

    /** Bytes are missing after what came last. */
    void gap(long length) {
        long missed = Math.min(length, MAX_LENGTH - offset);
        if (missed > 0 && pieces != null) {
            flushTo(offset + missed);
        } else if (missed > 0) {
            miss(missed);
        }
    }

    private void miss(long length) {
        if (!beginning.isClosed()) {
            // As much of the beginning as there will be has come.
            beginning.close();
            decideIfTold();
        }
        digests.giveUp();
        followers.forEach(each -> each.gap(length));
        offset += length;
        missing += length;
    }

    private void deliver(byte[] bytes, int from, int length) {
        Beginning known = beginning;
        int before = known.length();
        known.add(bytes, from, length);
        if (known.isClosed()) {
            decideIfTold(before);
        }
        digests.data(bytes, from, length);
        for (Attached follower : followers) {
            follower.data(bytes, from, length);
        }
        offset += length;
        seen += length;
    }

    private void decideIfTold() {
        decideIfTold(beginning.length());
    }

    /** @param delivered how many bytes of the beginning came before those that are being delivered */
    private void decideIfTold(int delivered) {
        if (typeDecided || missing > 0) {
            return;
        }
        byte[] first = beginning.bytes();
        if (beginning.length() > 0) {
            int known = followers.size();
            decide(files.typeOf(first, beginning.length()));
            followers.subList(known, followers.size()).forEach(each -> each.data(first, 0, delivered));
        }
        typeDecided = true;
        beginning.forget();
    }

    private void decide(String type) {
        typeDecided = true;
        mimeType = type;
        for (FileAnalyzer analyzer : files.analyzersOf(type)) {
            followers.add(new Attached(analyzer.name(), analyzer.open(this)));
        }
        if (type != null && files.extraction().types().contains(type)) {
            extract();
        }
    }

    private void extract() {
        extracted = new ExtractedFile(files, extractedName());
        followers.add(new Attached(ExtractedFile.ANALYZER, extracted));
    }

    private String extractedName() {
        BigDecimal seconds = BigDecimal.valueOf(lastActive, NANOS).setScale(MICROS, RoundingMode.HALF_UP);
        String whole = "extract-" + seconds.toPlainString() + '-' + origin.source() + '-' + fuid;
        return whole.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Where its contents are written to, or null. */
    ExtractedFile extracted() {
        return extracted;
    }

    void timeOut() {
        timedOut = true;
    }

    /** No more of it will come: gives those who look into it what is left. */
    void end(long time) {
        now = time;
        done = true;
        if (pieces != null && !pieces.isEmpty()) {
            flushTo(pieces.end());
        }
        if (!beginning.isClosed()) {
            beginning.close();
            deliver(NOTHING, 0, 0);
        }
        followers.forEach(Attached::end);
        digests.end();
        beginning.forget();
        pieces = null;
    }

    boolean isDone() {
        return done;
    }
}
