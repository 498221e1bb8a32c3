package io.brook.notice.topology;

import io.brook.notice.policy.CatchAndRelease;
import io.brook.notice.policy.NoticeAction;
import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.Suppression;
import io.brook.notice.policy.Verdict;
import io.brook.schemas.log.NoticeLog;
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
    private final CatchAndRelease drops;
    private final FailedConditions failures;
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
        drops = new CatchAndRelease(maps);
        failures = new FailedConditions(maps);
    }

    @Override
    public void take(Report report) {
        Notice notice = (Notice) report.found();
        Verdict verdict = policy.judge(notice, (rule, why) -> {
            figures.failed(rule);
            failures.report(notice, rule, why)
                    .ifPresent(line -> output.forward(
                            NoticeTopology.LOGS, new SubjectKey(notice.getSensor(), "rule " + rule), line));
        });
        if (verdict.isIgnored()) {
            figures.ignored();
            return;
        }
        OptionalLong before = suppression.pass(notice, verdict.suppressFor());
        figures.judged(before.isEmpty(), verdict.wants(NoticeAction.LOG));
        if (before.isPresent()) {
            act(notice, verdict, before.getAsLong());
        }
    }

    private void act(Notice notice, Verdict verdict, long suppressed) {
        NoticeLog line = policy.line(notice, verdict, suppressed);
        OptionalLong until = blockedUntil(notice, verdict, line);
        String identifier = notice.getIdentifier() == null ? "" : notice.getIdentifier();
        SubjectKey key = new SubjectKey(notice.getSensor(), notice.getNote() + " " + identifier);
        if (verdict.wants(NoticeAction.LOG)) {
            output.forward(NoticeTopology.LOGS, key, line);
        }
        if (verdict.isDelivered()) {
            output.forward(NoticeTopology.DELIVERIES, key, line);
        }
        if (verdict.wants(NoticeAction.ALARM)) {
            output.forward(NoticeTopology.LOGS, key, NoticePolicy.alarm(line));
        }
        if (until.isPresent()) {
            output.forward(
                    NoticeTopology.BLOCKS, new SubjectKey("", notice.getSrc()), block(notice, until.getAsLong()));
        }
    }

    /**
     * What is blocked is blocked for a fixed time from each notice on; what is dropped by catch and release. Who wants both gets the
     * longer.
     */
    private OptionalLong blockedUntil(Notice notice, Verdict verdict, NoticeLog line) {
        if (notice.getSrc() == null) {
            return OptionalLong.empty();
        }
        long until = verdict.wants(NoticeAction.BLOCK) ? notice.getTime() + blockFor : Long.MIN_VALUE;
        if (verdict.wants(NoticeAction.DROP)) {
            OptionalLong dropped = drops.drop(notice.getSensor(), notice.getSrc(), notice.getTime());
            line.setDropped(dropped.isPresent());
            until = Math.max(until, dropped.orElse(Long.MIN_VALUE));
        }
        return until == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(until);
    }

    private static Block block(Notice notice, long until) {
        return Block.newBuilder()
                .setAddress(notice.getSrc())
                .setSensor(notice.getSensor())
                .setNote(notice.getNote())
                .setMsg(notice.getMsg())
                .setUid(notice.getUid())
                .setTime(notice.getTime())
                .setUntil(until)
                .build();
    }

    @Override
    public void end(String sensor, long time) {
        suppression.forget(sensor);
        drops.forget(sensor);
        failures.forget(sensor);
    }
}
