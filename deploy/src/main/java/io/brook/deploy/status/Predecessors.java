package io.brook.deploy.status;

import io.brook.deploy.control.CompactedTopic;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;

/** Processes of the same role that have died on this host: the next one that starts there is their successor. */
final class Predecessors {
    private Predecessors() {}

    /** @param client the settings that clients connect with */
    static List<SubjectKey> of(ProcessIdentity successor, Map<String, Object> client) {
        String host = ProcessIdentity.host();
        return CompactedTopic.read(client, Names.of(client).of(Topics.STATUS), ProcessStatus.class).entrySet().stream()
                .filter(each -> !each.getKey().equals(successor.key()))
                .filter(each -> each.getValue().getRole().equals(successor.role())
                        && each.getValue().getHost().equals(host)
                        && ProcessHandle.of(each.getValue().getPid()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
