package io.brook.notice.policy;

import io.brook.notice.NoticeConfig;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.record.Notice;
import io.brook.schemas.subject.SensorName;
import java.util.ArrayList;
import java.util.List;

/** Decides what is done with a notice that is not suppressed: it is logged, and mailed if there are recipients. */
public final class NoticePolicy {
    /** The notice goes to notice.log. */
    public static final String ACTION_LOG = "Notice::ACTION_LOG";

    /** The notice is mailed at once. */
    public static final String ACTION_EMAIL = "Notice::ACTION_EMAIL";

    private final List<String> mailTo;
    private final boolean namesSensors;

    public NoticePolicy(NoticeConfig config) {
        mailTo = List.copyOf(config.mailTo());
        namesSensors = config.namesSensors();
    }

    /**
     * The line of notice.log. Its peer is the sensor, never the process that raised it: the log does not depend on how the cluster
     * is laid out. Zeek leaves the column unset when it runs as one process.
     */
    public NoticeLog apply(Notice notice) {
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
                .setActions(actions())
                .setEmailDest(mailTo)
                .setSuppressFor(notice.getSuppressFor())
                .build();
    }

    private List<String> actions() {
        List<String> actions = new ArrayList<>(List.of(ACTION_LOG));
        if (!mailTo.isEmpty()) {
            actions.add(ACTION_EMAIL);
        }
        return actions;
    }
}
