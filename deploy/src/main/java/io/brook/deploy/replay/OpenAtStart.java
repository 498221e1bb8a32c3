package io.brook.deploy.replay;

import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The connections of which a replay sees only a part, because they were open before its first packet: by the log of the first analysis. */
public final class OpenAtStart {
    private OpenAtStart() {}

    /**
     * Reads them from the topic log.conn, from the replay's time on.
     *
     * @param client the settings that clients of the cluster connect with
     * @return those with a line in the replay's time that began before its packets do; empty when the replay begins with the first packets
     */
    public static List<ConnLog> read(Map<String, Object> client, ReplayPlan plan) {
        Slice slice = Slice.of(plan);
        List<ConnLog> open = new ArrayList<>();
        if (slice.begin() == Long.MIN_VALUE) {
            return open;
        }
        String topic = Names.of(client).of(Topics.log(LogStream.of(new ConnLog())));
        // A line is published after its packets were captured, so none of the replay's has an earlier timestamp.
        new TopicContents(client).readSince(topic, TimeUnit.NANOSECONDS.toMillis(slice.from()), record -> {
            if (TopicContents.value(record) instanceof ConnLog line
                    && slice.until().containsKey(line.getMeta().getSensor())
                    && slice.hasLine(line)
                    && line.getTs() < slice.begin()) {
                open.add(line);
            }
        });
        return open;
    }
}
