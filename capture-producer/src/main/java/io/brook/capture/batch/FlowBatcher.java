package io.brook.capture.batch;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.Packet;
import io.brook.capture.spool.SpoolPosition;
import io.brook.capture.trim.EncryptedFlows;
import io.brook.capture.trim.ShuntedFlows;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderFault;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SpoolProgress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One sensor's packets in, batches and progress out. The packets of a flow leave in the order in which they came; fragments
 * that came before their packet's first one leave with it. What leaves, and in which order, depends on the packets and the
 * settings only, never on a clock or a hash: a capture that resumes relies on this.
 */
public final class FlowBatcher {
    /** How much packet time passes between two records of progress, at least. */
    static final long PROGRESS_INTERVAL = 10_000_000_000L;

    /** And how many packets: in sparse traffic progress must not outnumber them. */
    static final int PROGRESS_PACKETS = 1024;

    /** After so much packet time nothing older is expected. */
    static final long SETTLING = 1_000_000_000L;

    /** The state of a spool that has not begun. */
    public static final SpoolProgress NOTHING = new SpoolProgress(
            List.of(),
            0L,
            List.of(),
            0L,
            0,
            0L,
            0L,
            0L,
            0L,
            0,
            Long.MIN_VALUE + ClockPasses.SLACK,
            Long.MIN_VALUE,
            List.of(),
            List.of());

    private final String sensor;
    private final RecordSink sink;
    private final OpenBatches batches;
    private final FragmentTable fragments;
    private final EncryptedFlows encrypted;
    private final RhythmMeter rhythm;
    private final boolean tellsProgress;
    private final HeaderWalk walk = new HeaderWalk();
    private final HeaderWalk walkOfPart = new HeaderWalk();
    private final Packet part = new Packet();
    private final FlowKey flow = new FlowKey();
    private final ClockPasses passes;

    private long packets;
    private long bytes;
    private long noIp;
    private long fragmentCount;
    private long trimmed;
    private long trimmedBytes;

    /** Null where workers are not listened to. */
    private ShuntedFlows shunted;

    private long shuntedPackets;
    private long shuntedBytes;
    private long lastTime;
    private long newestTime;
    private long progress;
    private int sinceProgress;

    /** For traces: reports by itself how far the sensor has come, by the packets' times. */
    public FlowBatcher(String sensor, CaptureConfig config, RecordSink sink, BufferPool pool) {
        this(sensor, config, sink, pool, true);
    }

    private FlowBatcher(String sensor, CaptureConfig config, RecordSink sink, BufferPool pool, boolean tellsProgress) {
        this.tellsProgress = tellsProgress;
        this.sensor = sensor;
        this.sink = sink;
        rhythm = new RhythmMeter();
        passes = new ClockPasses();
        batches = new OpenBatches(sensor, config, sink, pool);
        fragments = new FragmentTable(batches::add);
        encrypted = config.trim() ? new EncryptedFlows(config.ignoreChecksums()) : null;
    }

    /**
     * For a spool: continues from a {@link #checkpoint}. Encrypted connections that were trimmed before it are then published whole,
     * which makes no difference to the logs.
     */
    public FlowBatcher(String sensor, CaptureConfig config, RecordSink sink, BufferPool pool, CaptureProgress begun) {
        SpoolProgress saved = begun.getSpool();
        tellsProgress = true;
        this.sensor = sensor;
        this.sink = sink;
        rhythm = begun.getPackets() == 0 ? new RhythmMeter() : new RhythmMeter(saved);
        passes = new ClockPasses(saved);
        batches = new OpenBatches(sensor, config, sink, pool);
        batches.restoreRelated(saved.getRelatedHosts());
        fragments = FragmentTable.ofSaved(batches::add, saved.getFragments());
        encrypted = config.trim() ? new EncryptedFlows(config.ignoreChecksums()) : null;
        packets = begun.getPackets();
        bytes = begun.getBytes();
        newestTime = begun.getLastTime();
        lastTime = saved.getLastTime();
        progress = saved.getProgress();
        sinceProgress = saved.getSinceProgress();
    }

    /** Sends everything that can be sent, and returns the state to go on from here. */
    public SpoolProgress checkpoint(SpoolPosition position) {
        batches.sendAll();
        tellRhythm();
        return new SpoolProgress(
                position.links(),
                position.duplicates(),
                position.seen(),
                progress,
                sinceProgress,
                lastTime,
                rhythm.start(),
                rhythm.latest(),
                rhythm.nextTick(),
                passes.passes(),
                passes.newestOfPass(),
                passes.reached(),
                batches.relatedHosts(),
                fragments.save());
    }

    /** For a tap, which reports itself how far it has come: see {@link #reach}. */
    public static FlowBatcher ofTap(String sensor, CaptureConfig config, RecordSink sink, BufferPool pool) {
        return new FlowBatcher(sensor, config, sink, pool, false);
    }

    /**
     * From now on leaves out payload of which workers say that nobody needs it: what leaves then depends on when they say so.
     *
     * @param flows what they have said; null when nobody listens
     */
    public void leaveOut(ShuntedFlows flows) {
        shunted = flows;
        if (flows != null && packets > 0) {
            flows.reached(newestTime);
        }
    }

    /** Processes the next packet, whose object may be reused afterwards. */
    public void add(Packet packet) {
        long time = packet.time();
        if (packets == 0) {
            lastTime = time;
            newestTime = time;
            progress = time;
        }
        rhythm.packet(time);
        packets++;
        bytes += packet.capturedLength();
        batches.inPass(passes.pass(time));
        batches.sendExpired(time);
        fragments.expire(time);
        frame(packet);
        if (rhythm.isFull()) {
            tellRhythm();
        }
        if (tellsProgress) {
            tellProgress(time);
        }
        newestTime = Math.max(newestTime, time);
        lastTime = time;
    }

    /** Each of several packets in one frame is published in its own flow, from its network layer on. */
    private void frame(Packet packet) {
        walk(walk, packet);
        if (!walk.hasNext()) {
            key(walk, packet);
            return;
        }
        part(packet);
        while (walk.hasNext()) {
            walk.next(packet.buffer());
            part(packet);
        }
    }

    private void part(Packet frame) {
        if (walk.fault() == HeaderFault.NO_IP || walk.fault() == HeaderFault.BAD_LINK) {
            noIp++;
            return;
        }
        int length = walk.networkEnd() - walk.networkOffset();
        part.set(LinkType.RAW, frame.time(), frame.buffer(), walk.networkOffset(), length, length);
        walk(walkOfPart, part);
        key(walkOfPart, part);
    }

    private static void walk(HeaderWalk walk, Packet packet) {
        walk.walk(
                packet.linkType(), packet.buffer(), packet.offset(), packet.capturedLength(), packet.originalLength());
    }

    private void key(HeaderWalk walk, Packet packet) {
        walk.travelKey(flow);
        noIp += walk.fault() == HeaderFault.NONE ? 0 : 1;
        trim(walk, packet);
        if (partOfPacket(walk)) {
            fragmentCount++;
            fragments.add(walk, flow, packet);
        } else {
            batches.add(flow, packet);
        }
    }

    private void trim(HeaderWalk walk, Packet packet) {
        // Both want to see all packets.
        int sealed = encrypted == null ? 0 : encrypted.surplus(walk, flow, packet);
        int unwanted = shunted == null ? 0 : shunted.surplus(walk, flow, packet);
        if (sealed > 0) {
            packet.trim(sealed);
            trimmed++;
            trimmedBytes += sealed;
        } else if (unwanted > 0) {
            packet.trim(unwanted);
            shuntedPackets++;
            shuntedBytes += unwanted;
        }
    }

    /** Whether this is one of several fragments; also if its transport header is broken, because the others follow it. */
    private static boolean partOfPacket(HeaderWalk walk) {
        HeaderFault fault = walk.fault();
        return fault != HeaderFault.BAD_LINK
                && fault != HeaderFault.NO_IP
                && walk.fragment()
                && (walk.moreFragments() || walk.fragmentOffset() > 0);
    }

    /**
     * Reports regularly how far the sensor has come. Some time is left for packets that were captured out of order, and a single packet
     * never moves it, because its time may be wrong. Depends on the packets' times only, and on no setting: when a clock goes back,
     * which connections have ended by then depends on what was reported.
     */
    private void tellProgress(long time) {
        sinceProgress++;
        long settled = Math.min(time, lastTime) - SETTLING;
        if (sinceProgress < PROGRESS_PACKETS || settled - progress < PROGRESS_INTERVAL) {
            return;
        }
        sinceProgress = 0;
        settled = Math.min(settled, fragments.earliest());
        if (settled > progress) {
            progress = settled;
            batches.sendOlder(progress);
            send(progress, false);
        }
    }

    /** The worker of partition 0 forwards it to all stages that need it. */
    private void tellRhythm() {
        rhythm.take(sensor).ifPresent(heard -> sink.send(0, sensor.getBytes(StandardCharsets.UTF_8), heard));
    }

    /** A tap is about to report that it has come so far: first sends what belongs to the time before. */
    public void reach(long time) {
        batches.sendOlder(time);
        rhythm.idle(time);
        tellRhythm();
        rhythm.passed(time);
    }

    /** No packet older than this will come: sends the batches that have waited long enough by then. */
    public void settle(long time) {
        batches.sendExpired(time);
        fragments.expire(time);
    }

    /** The earliest time of a fragment that waits for the first of its packet; {@link Long#MAX_VALUE} if none waits. */
    public long earliestHeld() {
        return fragments.earliest();
    }

    private void send(long time, boolean end) {
        tellRhythm();
        rhythm.passed(time);
        byte[] key = sensor.getBytes(StandardCharsets.UTF_8);
        int partitions = sink.partitions();
        for (int i = 0; i < partitions; i++) {
            sink.send(i, key, new Progress(sensor, Stage.CAPTURE.label(), i, partitions, time, end));
        }
    }

    /** Sends everything that is left, and the end of the sensor's input. */
    public void end() {
        sendAll();
        send(newestTime, true);
    }

    /** Sends everything that is left. */
    public void sendAll() {
        fragments.releaseAll();
        batches.sendAll();
    }

    /** The end of the sensor's input as one record, for tasks that have lost theirs. */
    public Progress ended() {
        return new Progress(sensor, Stage.CAPTURE.label(), 0, sink.partitions(), newestTime, true);
    }

    public long packets() {
        return packets;
    }

    /** The time of the latest packet, in nanoseconds since the epoch; 0 when there was none. */
    public long newestTime() {
        return newestTime;
    }

    /** The captured bytes of all packets. */
    public long bytes() {
        return bytes;
    }

    /** What workers have spared. */
    public ShuntCounters shuntCounters() {
        return shunted == null
                ? ShuntCounters.NONE
                : new ShuntCounters(shunted.shunted(), shunted.everShunted(), shuntedPackets, shuntedBytes);
    }

    public CaptureCounters counters() {
        return new CaptureCounters(
                batches.sent(),
                batches.sentEarly(),
                noIp,
                fragmentCount,
                fragments.held(),
                fragments.expired(),
                fragments.overflowed(),
                trimmed,
                trimmedBytes);
    }
}
