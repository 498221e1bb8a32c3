package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.BoundedMap;
import io.brook.schemas.log.SmbFileTimes;
import io.brook.schemas.log.SmbFilesLog;
import io.brook.schemas.log.SmbMappingLog;
import java.util.concurrent.TimeUnit;

/** The lines of smb_files.log and smb_mapping.log. */
final class SmbLines {
    /** How long the same line is not written again: Zeek's SMB::State.recent_files. */
    private static final long RECENTLY = TimeUnit.MINUTES.toNanos(3);

    private static final int MAX_RECENT = 500;

    private final SessionContext context;
    private final BoundedMap<String, Long> recent = new BoundedMap<>(MAX_RECENT);

    SmbLines(SessionContext context) {
        this.context = context;
    }

    void mapping(SmbShare share) {
        context.log(new SmbMappingLog(
                null, share.time, null, null, share.path, share.service, share.fileSystem, share.type));
    }

    /** Something was done to a file; it is logged if it is worth it and no repetition. */
    void file(SmbSharedFile file) {
        if (file.name == null || file.action == null || !file.action.isLogged() || isRepeated(file.lineKey())) {
            return;
        }
        SmbFilesLog line = new SmbFilesLog();
        line.setTs(file.time);
        line.setFuid(file.fuid);
        line.setAction(file.action.logged());
        line.setPath(file.path);
        line.setName(file.name);
        line.setSize(file.size);
        line.setPrevName(file.previousName);
        line.setTimes(file.times == null ? null : times(file.times));
        context.log(line);
    }

    private boolean isRepeated(String key) {
        if (key == null) {
            return false;
        }
        Long before = recent.remove(key);
        recent.put(key, context.time());
        return before != null && context.time() - before <= RECENTLY;
    }

    private static SmbFileTimes times(SmbTimes times) {
        return new SmbFileTimes(
                SmbTimes.nanoseconds(times.modified()),
                SmbTimes.nanoseconds(times.accessed()),
                SmbTimes.nanoseconds(times.created()),
                SmbTimes.nanoseconds(times.changed()));
    }
}
