package io.brook.deploy.status;

import io.brook.deploy.control.CompactedTopic;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;

/** What processes say of themselves on the topic status. */
public final class Reports {
    private Reports() {}

    /**
     * The last report of each process that has missed no more than three of them, by role and name.
     *
     * @param client the settings that clients connect with
     */
    public static List<ProcessStatus> living(Map<String, Object> client) {
        long now = System.currentTimeMillis();
        return CompactedTopic.read(client, Names.of(client).of(Topics.STATUS), ProcessStatus.class).values().stream()
                .filter(each -> now - each.getTime() <= ProcessView.MISSED * each.getInterval())
                .toList();
    }
}
