package io.brook.analysis.detect.connection;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Notice;

/** Notices about one connection: its source, target and port are the connection's, as in Zeek. */
public final class ConnectionNotice {
    private ConnectionNotice() {}

    /**
     * @param meta the sensor, and when it was found
     * @param id null when it is about no connection, as are then uid and proto
     * @param proto the transport protocol, or null
     */
    public static Notice.Builder of(String note, LogMeta meta, String uid, ConnId id, String proto) {
        Notice.Builder notice = Notice.newBuilder()
                .setSensor(meta.getSensor())
                .setNote(note)
                .setTime(meta.getWritten())
                .setUid(uid)
                .setId(id)
                .setProto(proto);
        return id == null
                ? notice
                : notice.setSrc(id.getOrigH()).setDst(id.getRespH()).setP(id.getRespP());
    }
}
