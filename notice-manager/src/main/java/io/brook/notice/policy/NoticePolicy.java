package io.brook.notice.policy;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.record.Notice;
import io.brook.schemas.subject.SensorName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides what is done with a notice that is not suppressed. Where the site's policy does not say otherwise, it is logged, and mailed if
 * there are recipients.
 */
public final class NoticePolicy {
    private final List<String> mailTo;
    private final boolean namesSensors;
    private final Timeline<SitePolicy> site;

    /**
     * @param mailTo who gets notices by mail where the site's policy does not say otherwise
     * @param namesSensors whether lines name the sensor as the node that raised the notice
     */
    public NoticePolicy(List<String> mailTo, boolean namesSensors, Timeline<SitePolicy> site) {
        this.mailTo = List.copyOf(mailTo);
        this.namesSensors = namesSensors;
        this.site = site;
    }

    /**
     * What is to be done about a notice, before it is known whether it is suppressed.
     *
     * @param heard hears which rules of the site's policy apply, and which of their conditions fail
     */
    public Verdict judge(Notice notice, RuleListener heard) {
        Set<NoticeAction> actions =
                mailTo.isEmpty() ? EnumSet.of(NoticeAction.LOG) : EnumSet.of(NoticeAction.LOG, NoticeAction.EMAIL);
        return site.at(notice.getTime())
                .judge(notice, new Verdict(actions, mailTo, notice.getSuppressFor(), null), heard);
    }

    /**
     * The line of notice.log. Its peer is the sensor, never the process that raised it: the log does not depend on how the cluster
     * is laid out. Zeek leaves the column unset when it runs as one process.
     *
     * @param suppressed how many notices of its type and identifier were suppressed since the last one that was not
     */
    public NoticeLog line(Notice notice, Verdict verdict, long suppressed) {
        return NoticeLog.newBuilder()
                .setMeta(new LogMeta(notice.getSensor(), notice.getTime()))
                .setTs(notice.getTime())
                .setUid(notice.getUid())
                .setId(notice.getId())
                .setProto(notice.getProto())
                .setFuid(notice.getFuid())
                .setFileMimeType(notice.getFileMimeType())
                .setFileDesc(notice.getFileDesc())
                .setNote(notice.getNote())
                .setMsg(notice.getMsg())
                .setSub(notice.getSub())
                .setSrc(notice.getSrc())
                .setDst(notice.getDst())
                .setP(notice.getP())
                .setN(notice.getN())
                .setPeerDescr(namesSensors ? SensorName.of(notice.getSensor()) : null)
                .setActions(verdict.zeekNames())
                .setEmailDest(verdict.wants(NoticeAction.EMAIL) ? verdict.emailTo() : List.of())
                .setSuppressFor(verdict.suppressFor())
                .setSeverity(verdict.severity())
                .setSuppressed(suppressed)
                .build();
    }

    /** The line of notice_alarm.log for a notice, from that of notice.log: they have the same columns. */
    public static NoticeAlarmLog alarm(NoticeLog line) {
        NoticeAlarmLog alarm = new NoticeAlarmLog();
        for (int column = 0; column < NoticeAlarmLog.SCHEMA$.getFields().size(); column++) {
            alarm.put(column, line.get(column));
        }
        return alarm;
    }
}
