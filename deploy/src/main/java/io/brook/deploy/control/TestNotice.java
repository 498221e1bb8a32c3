package io.brook.deploy.control;

import io.brook.notice.policy.NoticeAction;
import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.RuleListener;
import io.brook.notice.policy.Verdict;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeAlarmLog;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A notice that is marked as a test, judged here as the notice stage judges others. It is written to the topics that the stage writes to, and
 * is of no sensor: it does not pass the topics in which stages wait for the progress of sensors, so that nobody waits because of it, and it
 * suppresses nothing.
 */
public final class TestNotice {
    /** What its message begins with. */
    public static final String MARK = "[TEST] ";

    private final Notice notice;
    private final Verdict verdict;
    private final List<String> rules = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final NoticePolicy policy;

    /**
     * Judges it.
     *
     * @param severity its severity, where the policy says none; may be null
     */
    public TestNotice(Notice notice, String severity, NoticePolicy policy) {
        this.notice = notice;
        this.policy = policy;
        Verdict judged = policy.judge(notice, new RuleListener() {
            @Override
            public void failed(String rule, String why) {
                failures.add("the condition of " + rule + " fails: " + why);
            }

            @Override
            public void applied(String rule) {
                rules.add(rule);
            }
        });
        verdict = judged.severity() == null
                ? new Verdict(judged.actions(), judged.emailTo(), judged.suppressFor(), severity)
                : judged;
    }

    /** The rules of the policy that apply, in their order. */
    public List<String> rules() {
        return List.copyOf(rules);
    }

    /** A line for each condition that fails, and so does not hold. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** What is to be done about it. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Writes it to the topics; returns when the brokers have it.
     *
     * @param block what is to be blocked; null for nothing
     * @return where it is in the topic deliveries; null when nobody is to be told
     * @throws ExecutionException when the brokers refuse
     */
    public RecordMetadata send(Map<String, Object> client, Block block)
            throws ExecutionException, InterruptedException {
        NoticeLog line = policy.line(notice, verdict, 0);
        line.setPeerDescr(null);
        line.setTest(true);
        SubjectKey key = new SubjectKey("", notice.getNote() + " test");
        Names names = Names.of(client);
        try (Producer<SubjectKey, Object> producer = new KafkaProducer<>(
                client,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(Object.class).serializer())) {
            if (verdict.wants(NoticeAction.LOG)) {
                send(producer, names, Topics.log(LogStream.of(NoticeLog.class)), key, line);
            }
            if (verdict.wants(NoticeAction.ALARM)) {
                NoticeAlarmLog alarm = NoticePolicy.alarm(line);
                send(producer, names, Topics.log(LogStream.of(NoticeAlarmLog.class)), key, alarm);
            }
            if (block != null) {
                send(producer, names, Topics.BLOCK, new SubjectKey("", block.getAddress()), block);
            }
            return verdict.isDelivered() ? send(producer, names, Topics.DELIVERIES, key, line) : null;
        }
    }

    private static RecordMetadata send(
            Producer<SubjectKey, Object> producer, Names names, Topic topic, SubjectKey key, Object value)
            throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(names.of(topic), key, value)).get();
    }
}
