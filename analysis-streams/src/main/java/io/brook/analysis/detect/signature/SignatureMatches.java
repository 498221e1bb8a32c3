package io.brook.analysis.detect.signature;

import io.brook.analysis.detect.connection.ConnectionNotice;
import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.state.StateCodec;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.SignaturesLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SignatureMatch;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Logs each match of a signature and raises it, and tells of originators that match one at many hosts: Zeek's Signatures framework. */
public final class SignatureMatches implements Detector<SignatureMatch> {
    static final String MATCH = "Signatures::Sensitive_Signature";
    static final String MANY_HOSTS = "Signatures::Multiple_Sig_Responders";

    /** Zeek's Signatures::horiz_scan_thresholds. */
    private static final Set<Integer> THRESHOLDS = Set.of(5, 10, 50, 100, 500, 1_000);

    /** For the reference. */
    public static final List<DetectorInfo> INFOS = List.of(
            new DetectorInfo(
                    List.of(MATCH),
                    "A signature matches the first bytes of a TCP connection (signatures.log). There are two: one side begins as Windows' command"
                            + " line does, which attackers open to themselves.",
                    "none",
                    List.of()),
            new DetectorInfo(
                    List.of(MANY_HOSTS),
                    "One signature has matched connections of one originator to 5, 10, 50, 100, 500 or 1,000 hosts, with no more than an"
                            + " hour between two matches.",
                    "none",
                    List.of()));

    /** No more hosts than this are remembered for all originators; the one that was quiet for longest goes first. */
    static final int MAX_HOSTS = 100_000;

    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** By originator and signature, in the order of the last match. */
    private final SavedMap<String, MatchedHosts> matched;

    /** How many hosts are remembered. */
    private int hosts;

    private final Consumer<SpecificRecord> log;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was seen of the sensor */
    public SignatureMatches(String sensor, SavedMaps maps, Consumer<SpecificRecord> log, Consumer<Notice> notices) {
        this.log = log;
        this.notices = notices;
        matched = maps.map(sensor, "signatures", Codec.STRING, StateCodec.of(MatchedHosts.class));
        matched.forEach((key, each) -> hosts += each.count());
    }

    @Override
    public Class<SignatureMatch> evidence() {
        return SignatureMatch.class;
    }

    @Override
    public void observe(String subject, SignatureMatch match) {
        ConnId id = match.getId();
        boolean isForward = match.getFromOriginator();
        String source = isForward ? id.getOrigH() : id.getRespH();
        String target = isForward ? id.getRespH() : id.getOrigH();
        String message = source + ": " + match.getMessage();
        log.accept(line(MATCH, match)
                .setUid(match.getUid())
                .setSrcAddr(source)
                .setSrcPort(isForward ? id.getOrigP() : id.getRespP())
                .setDstAddr(target)
                .setDstPort(isForward ? id.getRespP() : id.getOrigP())
                .setEventMsg(message)
                .setSubMsg(match.getData())
                .build());
        notices.accept(ConnectionNotice.of(MATCH, match.getMeta(), match.getUid(), id, "tcp")
                .setSrc(source)
                .setDst(target)
                .setMsg(message)
                .setSub(match.getData())
                .setSuppressFor(HOUR)
                .build());
        count(match);
    }

    private void count(SignatureMatch match) {
        long time = match.getMeta().getWritten();
        forgetQuiet(time - HOUR);
        String originator = match.getId().getOrigH();
        String key = originator + ' ' + match.getSignature();
        MatchedHosts before = matched.get(key);
        MatchedHosts targets = before == null ? new MatchedHosts() : before;
        boolean isNew = targets.add(match.getId().getRespH(), time);
        matched.putLast(key, targets);
        if (isNew) {
            hosts++;
            if (THRESHOLDS.contains(targets.count())) {
                tell(match, originator, targets.count());
            }
        }
        while (hosts > MAX_HOSTS) {
            forgetQuietest();
        }
    }

    private void forgetQuiet(long time) {
        while (!matched.isEmpty() && matched.first().isQuietSince(time)) {
            forgetQuietest();
        }
    }

    private void forgetQuietest() {
        hosts -= matched.remove(matched.firstKey()).count();
    }

    private void tell(SignatureMatch match, String originator, int count) {
        String details = originator + " has triggered signature " + match.getSignature() + " on " + count + " hosts";
        log.accept(line(MANY_HOSTS, match)
                .setSrcAddr(originator)
                .setEventMsg(match.getMessage())
                .setSubMsg(details)
                .setHostCount((long) count)
                .build());
        notices.accept(Notice.newBuilder()
                .setSensor(match.getMeta().getSensor())
                .setNote(MANY_HOSTS)
                .setTime(match.getMeta().getWritten())
                .setSrc(originator)
                .setMsg(match.getMessage())
                .setSub(details)
                .setN((long) count)
                .setSuppressFor(HOUR)
                .build());
    }

    private static SignaturesLog.Builder line(String note, SignatureMatch match) {
        return SignaturesLog.newBuilder()
                .setMeta(match.getMeta())
                .setTs(match.getMeta().getWritten())
                .setNote(note)
                .setSigId(match.getSignature());
    }
}
