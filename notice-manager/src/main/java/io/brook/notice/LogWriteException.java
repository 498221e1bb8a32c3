package io.brook.notice;

import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.util.regex.Pattern;

/** Logs that could not be written. The message is one line that names the file or topic and what is wrong with it. */
public final class LogWriteException extends RuntimeException {
    /** Java has no exception of its own for it; these are the words of Linux, macOS and Windows. */
    private static final Pattern NO_ROOM =
            Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");

    private static final String REMEDY = "; correct that and start again";

    public LogWriteException(String message, Throwable cause) {
        super(message, cause);
    }

    public LogWriteException(String message) {
        super(message);
    }

    /** The disk or the file system has failed. What was written up to the last checkpoint stays, and a restart resumes there. */
    public static LogWriteException refused(String what, Exception cause) {
        String reason = cause instanceof IOException refusal ? WritableDirectory.reason(refusal) : cause.toString();
        return new LogWriteException(what + ": " + reason + REMEDY, cause);
    }

    /** What is wrong, without what to do about it. */
    public String trouble() {
        return getMessage().replace(REMEDY, "");
    }

    /** Whether the disk is full: what was tried works as soon as there is room. */
    public boolean isForWantOfRoom() {
        for (Throwable each = this; each != null; each = each.getCause()) {
            String message = each instanceof IOException ? String.valueOf(each.getMessage()) : "";
            if (NO_ROOM.matcher(message).find()) {
                return true;
            }
        }
        return false;
    }
}
