package io.brook.notice.topology;

import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.Suppression;
import io.brook.notice.policy.Verdict;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import io.brook.schemas.task.OrderedStage;
import java.time.Duration;
import java.util.OptionalLong;

/** Drops repeated notices, and applies the policy to the others. */
final class NoticeStage implements OrderedStage {
    private final NoticePolicy policy;
    private final long blockFor;
    private final NoticeFigures figures;
    private final Suppression suppression;
    private final Output output;

    /**
     * @param blockFor for how long addresses are blocked
     * @param figures counts notices
     */
    NoticeStage(NoticePolicy policy, Duration blockFor, NoticeFigures figures, SavedMaps maps, Output output) {
        this.blockFor = blockFor.toNanos();
        this.policy = policy;
        this.figures = figures;
        this.output = output;
        suppression = new Suppression(maps);
    }

    @Override
    public void take(Report report) {
        Notice notice = (Notice) report.found();
        Verdict verdict = policy.judge(notice);
        if (verdict.isIgnored()) {
            figures.ignored();
            return;
        }
        OptionalLong before = suppression.pass(notice, verdict.suppressFor());
        figures.judged(before.isEmpty());
        if (before.isPresent()) {
            String identifier = notice.getIdentifier() == null ? "" : notice.getIdentifier();
            SubjectKey key = new SubjectKey(notice.getSensor(), notice.getNote() + " " + identifier);
            output.forward(NoticeTopology.LOGS, key, policy.line(notice, verdict, before.getAsLong()));
            if (verdict.blocks() && notice.getSrc() != null) {
                output.forward(NoticeTopology.BLOCKS, new SubjectKey("", notice.getSrc()), block(notice));
            }
        }
    }

    private Block block(Notice notice) {
        return Block.newBuilder()
                .setAddress(notice.getSrc())
                .setSensor(notice.getSensor())
                .setNote(notice.getNote())
                .setMsg(notice.getMsg())
                .setUid(notice.getUid())
                .setTime(notice.getTime())
                .setUntil(notice.getTime() + blockFor)
                .build();
    }

    @Override
    public void end(String sensor, long time) {
        suppression.forget(sensor);
    }
}
