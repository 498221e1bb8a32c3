package io.brook.deploy.rights;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.brook.schemas.log.ConfigLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.log.ReporterLog;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;

/**
 * The rights that the commands need at a cluster whose topics have been created ({@code brook topics create}). Write and Read imply
 * Describe, and AlterConfigs implies DescribeConfigs.
 */
public enum Role {
    CAPTURE("capture", (names, rights) -> {
        rights.topics(WRITE, Topics.PACKETS, Topics.PACKET_INDEX, Topics.CAPTURE_PROGRESS, Topics.PROGRESS);
        rights.topics(READ, Topics.CAPTURE_PROGRESS, Topics.CONTROL);
        rights.add(Right.onAll(GROUP, names.of("brook-capture-"), READ));
        rights.add(Right.onAll(TRANSACTIONAL_ID, names.of("brook-capture-"), WRITE));
    }),
    WORKER("worker", (names, rights) -> {
        rights.topics(READ, Topics.PACKETS, Topics.EVIDENCE, Topics.PROGRESS);
        Topics.tables().forEach(table -> rights.topics(READ, table));
        rights.topics(WRITE, Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES, Topics.CONTROL);
        rights.add(Right.onAll(TOPIC, names.of(Topics.LOG_PREFIX), WRITE));
        rights.tasks("brook-analysis");
    }),
    STATE_SYNC("state-sync", (names, rights) -> {
        rights.topics(READ, Topics.OBSERVATIONS, Topics.PROGRESS);
        Topics.known().forEach(known -> rights.topics(WRITE, known));
        rights.add(Right.onAll(TOPIC, names.of(Topics.LOG_PREFIX), WRITE));
        rights.tasks("brook-state");
    }),
    NOTICE_MANAGER("notice-manager", (names, rights) -> {
        rights.topics(READ, Topics.NOTICES, Topics.CONTROL, Topics.PROGRESS);
        rights.topics(WRITE, Topics.log(LogStream.of(new NoticeLog())), Topics.log(LogStream.of(new ReporterLog())));
        rights.topics(WRITE, Topics.log(LogStream.of(new ConfigLog())));
        rights.topics(WRITE, Topics.log(LogStream.of(new NoticeAlarmLog())), Topics.BLOCK, Topics.DELIVERIES);
        rights.tasks("brook-notice");
        // The mailer, which runs in the same process if MailTo is set.
        rights.topics(READ, Topics.DELIVERIES);
        rights.add(Right.on(GROUP, names.of("brook-mailer"), READ));
        rights.add(Right.onAll(TRANSACTIONAL_ID, names.of("brook-mailer-"), WRITE));
        // The same for summaries of alarms, pages and webhooks, where there are any.
        rights.topics(READ, Topics.log(LogStream.of(new NoticeAlarmLog())));
        rights.add(Right.on(GROUP, names.of("brook-alarms"), READ));
        rights.add(Right.onAll(TRANSACTIONAL_ID, names.of("brook-alarms-"), WRITE));
        rights.add(Right.on(GROUP, names.of("brook-pager"), READ));
        rights.add(Right.onAll(TRANSACTIONAL_ID, names.of("brook-pager-"), WRITE));
        rights.add(Right.onAll(GROUP, names.of("brook-webhook-"), READ));
        rights.add(Right.onAll(TRANSACTIONAL_ID, names.of("brook-webhook-"), WRITE));
    }),
    LOGGER("logger", (names, rights) -> {
        rights.add(Right.onAll(TOPIC, names.of(Topics.LOG_PREFIX), READ));
        rights.topics(READ, Topics.PROGRESS);
        rights.topics(WRITE, Topics.DEAD_LETTERS);
    }),
    SENSORS("sensors", (names, rights) -> {
        rights.topics(READ, Topics.CAPTURE_PROGRESS, Topics.PROGRESS);
        rights.add(Right.onAll(GROUP, names.of("brook-capture-"), DESCRIBE));
    }),
    ANALYSIS("analysis", (names, rights) -> {
        rights.topics(READ, Topics.CONTROL);
        rights.topics(WRITE, Topics.CONTROL);
    }),
    POLICY("policy", (names, rights) -> {
        rights.topics(READ, Topics.CONTROL, Topics.STATUS);
        rights.topics(WRITE, Topics.CONTROL);
    }),
    NOTICES("notices", (names, rights) -> rights.topics(READ, Topics.log(LogStream.of(new NoticeLog())))),
    NOTICE("notice", (names, rights) -> {
        rights.topics(READ, Topics.CONTROL, Topics.DEAD_LETTERS);
        rights.topics(WRITE, Topics.log(LogStream.of(new NoticeLog())), Topics.log(LogStream.of(new NoticeAlarmLog())));
        rights.topics(WRITE, Topics.DELIVERIES, Topics.BLOCK);
        rights.add(Right.on(GROUP, names.of("brook-mailer"), DESCRIBE));
        rights.add(Right.on(GROUP, names.of("brook-pager"), DESCRIBE));
        rights.add(Right.onAll(GROUP, names.of("brook-webhook-"), DESCRIBE));
    }),
    STATUS("status", (names, rights) -> {
        rights.topics(READ, Topics.STATUS);
        for (String group : List.of("brook-analysis", "brook-state", "brook-notice")) {
            rights.add(Right.on(GROUP, names.of(group), DESCRIBE));
        }
    }),
    TOPICS("topics", (names, rights) -> {
        for (AclOperation each : List.of(CREATE, DESCRIBE, ALTER_CONFIGS)) {
            rights.add(
                    names.prefix().isEmpty()
                            ? Right.on(TOPIC, ResourcePattern.WILDCARD_RESOURCE, each)
                            : Right.onAll(TOPIC, names.prefix(), each));
        }
    });

    private final String command;
    private final BiConsumer<Names, Rights> needs;

    Role(String command, BiConsumer<Names, Rights> needs) {
        this.command = command;
        this.needs = needs;
    }

    /** The command whose processes need it. */
    public String command() {
        return command;
    }

    /** The rights that it needs, and no others. */
    public List<Right> rights(Names names) {
        Rights rights = new Rights(names);
        needs.accept(names, rights);
        return List.copyOf(rights.all);
    }

    /** Collects them. */
    private static final class Rights {
        private final Names names;
        private final List<Right> all = new ArrayList<>();

        Rights(Names names) {
            this.names = names;
        }

        void add(Right right) {
            all.add(right);
        }

        void topics(AclOperation operation, Topic... topics) {
            for (Topic topic : topics) {
                add(Right.on(TOPIC, names.of(topic), operation));
            }
        }

        /** For what all stream tasks do: report progress, keep state in changelogs, commit transactions, join a group. */
        void tasks(String application) {
            topics(WRITE, Topics.PROGRESS, Topics.DEAD_LETTERS);
            add(Right.onAll(TOPIC, names.of(application + '-'), READ));
            add(Right.onAll(TOPIC, names.of(application + '-'), WRITE));
            add(Right.on(GROUP, names.of(application), READ));
            add(Right.onAll(TRANSACTIONAL_ID, names.of(application + '-'), WRITE));
            // To find out which group protocol is available: see GroupProtocol.
            add(Right.on(CLUSTER, Resource.CLUSTER_NAME, DESCRIBE_CONFIGS));
        }
    }
}
