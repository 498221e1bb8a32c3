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
import java.util.function.LongConsumer;

/** Drops repeated notices, and applies the policy to the others. */
final class NoticeStage implements OrderedStage {
    private final NoticePolicy policy;
    private final long blockFor;
    private final NoticeFigures figures;
    private final Suppression suppression;
    private final CatchAndRelease drops;
    private final FailedConditions failures;
    private final LongConsumer changes;
    private final Output output;

    /**
     * @param blockFor for how long addresses are blocked
     * @param figures counts notices
     * @param changes hears how far the traffic has come
     */
    NoticeStage(
            NoticePolicy policy,
            Duration blockFor,
            NoticeFigures figures,
            LongConsumer changes,
            SavedMaps maps,
            Output output) {
        this.blockFor = blockFor.toNanos();
        this.policy = policy;
        this.figures = figures;
        this.changes = changes;
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
        SubjectKey key = key(notice);
        // Notices that are suppressed say, too, that the address has come again.
        OptionalLong dropped = verdict.wants(NoticeAction.DROP) && notice.getSrc() != null
                ? drops.drop(notice.getSensor(), key.getSubject(), notice.getSrc(), notice.getTime())
                : OptionalLong.empty();
        OptionalLong before = suppression.pass(notice, verdict.suppressFor());
        figures.judged(before.isEmpty(), verdict.wants(NoticeAction.LOG));
        before.ifPresent(suppressed -> tell(key, notice, verdict, suppressed, dropped.isPresent()));
        boolean isBlocked = before.isPresent() && verdict.wants(NoticeAction.BLOCK) && notice.getSrc() != null;
        if (isBlocked || dropped.isPresent()) {
            // Who wants both gets the longer.
            long until =
                    Math.max(isBlocked ? notice.getTime() + blockFor : Long.MIN_VALUE, dropped.orElse(Long.MIN_VALUE));
            output.forward(NoticeTopology.BLOCKS, new SubjectKey("", notice.getSrc()), block(notice, until));
        }
    }

    private static SubjectKey key(Notice notice) {
        String identifier = notice.getIdentifier() == null ? "" : notice.getIdentifier();
        return new SubjectKey(notice.getSensor(), notice.getNote() + " " + identifier);
    }

    private void tell(SubjectKey key, Notice notice, Verdict verdict, long suppressed, boolean isDropped) {
        NoticeLog line = policy.line(notice, verdict, suppressed);
        if (verdict.wants(NoticeAction.DROP) && notice.getSrc() != null) {
            line.setDropped(isDropped);
        }
        if (verdict.wants(NoticeAction.LOG)) {
            output.forward(NoticeTopology.LOGS, key, line);
        }
        if (verdict.isDelivered()) {
            output.forward(NoticeTopology.DELIVERIES, key, line);
        }
        if (verdict.wants(NoticeAction.ALARM)) {
            output.forward(NoticeTopology.LOGS, key, NoticePolicy.alarm(line));
        }
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
    public void reach(String sensor, long time) {
        changes.accept(time);
    }

    @Override
    public void end(String sensor, long time) {
        changes.accept(time + 1);
        suppression.forget(sensor);
        drops.forget(sensor);
        failures.forget(sensor);
    }
}
