package io.brook.schemas.testing;

import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The topics of a stage that runs without a broker: their keys are subjects, their values records. */
public final class StageTopics {
    private StageTopics() {}

    /** A topic that the stage reads. */
    public static TestInputTopic<SubjectKey, SpecificRecord> input(TopologyTestDriver driver, String topic) {
        return driver.createInputTopic(
                topic,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer());
    }

    /** A topic that the stage writes. */
    public static TestOutputTopic<SubjectKey, SpecificRecord> output(TopologyTestDriver driver, String topic) {
        return output(driver, topic, SpecificRecord.class);
    }

    /** A topic that the stage writes and that holds records of one type. */
    public static <T extends SpecificRecord> TestOutputTopic<SubjectKey, T> output(
            TopologyTestDriver driver, String topic, Class<T> type) {
        return driver.createOutputTopic(
                topic,
                RecordSerde.of(SubjectKey.class).deserializer(),
                RecordSerde.of(type).deserializer());
    }
}
