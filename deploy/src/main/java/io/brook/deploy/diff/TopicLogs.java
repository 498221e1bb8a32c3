package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The log topics of a cluster whose names begin with a prefix: of one of several Brooks, or of a replay. */
public final class TopicLogs implements LogSet {
    private final Map<String, Object> client;
    private final SortedMap<String, LogStream> streams = new TreeMap<>();
    private final Names names;

    /**
     * @param client the settings that clients connect with
     * @param prefix what the topics' names begin with, before {@code log.}
     * @throws RunException when there is no such topic
     * @throws ExecutionException when a broker refuses
     */
    public TopicLogs(Map<String, Object> client, String prefix)
            throws RunException, ExecutionException, InterruptedException {
        this.client = client;
        names = new Names(prefix);
        Set<String> topics;
        try (Admin admin = Admin.create(client)) {
            topics = admin.listTopics().names().get();
        }
        for (LogStream stream : LogStream.all()) {
            if (topics.contains(names.of(Topics.log(stream)))) {
                streams.put(stream.path(), stream);
            }
        }
        if (streams.isEmpty()) {
            throw new RunException("there are no topics " + names.of(Topics.LOG_PREFIX + "*"), null);
        }
    }

    @Override
    public SortedSet<String> names() {
        return new TreeSet<>(streams.keySet());
    }

    @Override
    public LogLines open(String name) {
        LogStream stream = streams.get(name);
        return new TopicLines(client, names.of(Topics.log(stream)), stream);
    }
}
