package io.brook.notice;

import io.brook.notice.policy.SitePolicy;
import io.brook.schemas.progress.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * What is done with notices.
 *
 * @param mailTo the addresses that get each notice by mail at once; none when empty
 * @param namesSensors whether lines name the sensor as the node that raised the notice; otherwise none, as in a single Zeek process
 * @param policy what the site wants besides
 * @param blockFor for how long addresses are blocked
 */
public record NoticeConfig(List<String> mailTo, boolean namesSensors, Timeline<SitePolicy> policy, Duration blockFor) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Nobody gets mail, and lines look like those of a single process. */
    public static final NoticeConfig DEFAULT = new NoticeConfig(List.of(), false);

    /** Without a policy of the site. */
    public NoticeConfig(List<String> mailTo, boolean namesSensors) {
        this(mailTo, namesSensors, new Timeline<>(SitePolicy.NONE), HOUR);
    }
}
