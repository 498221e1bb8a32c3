package io.brook.notice;

import java.util.List;

/**
 * What becomes of notices.
 *
 * @param mailTo the addresses that get each notice by mail at once; none when empty
 * @param namesSensors whether the line names the sensor as the node that raised it; else none, as Zeek's does that is no cluster
 */
public record NoticeConfig(List<String> mailTo, boolean namesSensors) {
    /** Nobody gets mail, and lines look as those of one process. */
    public static final NoticeConfig DEFAULT = new NoticeConfig(List.of(), false);
}
