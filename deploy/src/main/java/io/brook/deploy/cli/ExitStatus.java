package io.brook.deploy.cli;

import io.brook.capture.source.TraceException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the brook command ends. When several apply, the first in this list counts; an interruption counts before all. */
enum ExitStatus {
    OK(0, "All is well."),
    FAILED(1, "The run failed."),
    USAGE(2, "An option, an argument or a setting is wrong."),
    TRACE_MISSING(3, "A trace does not exist."),
    TRACE_UNREADABLE(4, "A trace cannot be read."),
    TRACE_EMPTY(5, "A trace is empty."),
    TRACE_FOREIGN(6, "A file is not a trace that Brook can read."),
    TRACE_CUT(7, "A trace is truncated; it was analysed up to there."),
    MAIL_NOT_SENT(8, "Mail could not be sent; the logs are complete."),
    NOT_WELL(9, "brook status: something in the cluster is wrong."),
    INTERRUPTED(130, "Interrupted; the logs cover what had been read, unless it was interrupted twice.");

    final int code;
    private final String about;

    ExitStatus(int code, String about) {
        this.code = code;
        this.about = about;
    }

    /** Code to meaning, as {@code --help} shows them. */
    static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitStatus status : values()) {
            list.put(Integer.toString(status.code), status.about);
        }
        return list;
    }

    static ExitStatus of(TraceException.Kind kind) {
        return switch (kind) {
            case MISSING -> TRACE_MISSING;
            case UNREADABLE -> TRACE_UNREADABLE;
            case EMPTY -> TRACE_EMPTY;
            case FOREIGN -> TRACE_FOREIGN;
        };
    }

    /** The one that counts of two. */
    ExitStatus and(ExitStatus other) {
        if (this == INTERRUPTED || other == INTERRUPTED) {
            return INTERRUPTED;
        }
        if (this == OK) {
            return other;
        }
        return other == OK || code < other.code ? this : other;
    }
}
