package io.brook.notice.topology;

import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.Suppression;
import io.brook.notice.policy.Verdict;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.Report;
import io.brook.schemas.task.OrderedStage;
import java.util.OptionalLong;

/** Drops repeated notices, and applies the policy to the others. */
final class NoticeStage implements OrderedStage {
    private final NoticePolicy policy;
    private final NoticeFigures figures;
    private final Suppression suppression;
    private final Output output;

    /** @param figures counts notices */
    NoticeStage(NoticePolicy policy, NoticeFigures figures, SavedMaps maps, Output output) {
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
        }
    }

    @Override
    public void end(String sensor, long time) {
        suppression.forget(sensor);
    }
}
