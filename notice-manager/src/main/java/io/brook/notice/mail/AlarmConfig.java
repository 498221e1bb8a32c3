package io.brook.notice.mail;

import java.time.Duration;
import java.util.List;

/**
 * Who gets the summaries of alarms.
 *
 * @param to the recipients, at least one
 * @param interval the time that one summary covers, of at least a second; periods begin at whole multiples of it since the epoch
 */
public record AlarmConfig(List<String> to, Duration interval) {
    public AlarmConfig {
        to = List.copyOf(to);
    }
}
