package io.brook.schemas.serde;

import io.brook.schemas.packet.PacketBatch;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Any record of Brook's as text: JSON as Avro prints it, or a summary of a batch of packets. For tools that take the name of a
 * deserializer, such as Kafka's console consumer.
 */
public final class RecordText implements Deserializer<String> {
    private final Deserializer<Object> records = RecordSerde.of(Object.class).deserializer();

    @Override
    public String deserialize(String topic, byte[] bytes) {
        Object record = records.deserialize(topic, bytes);
        if (record instanceof PacketBatch batch) {
            return "{\"sensor\": \"" + batch.sensor() + "\", \"packets\": " + batch.size() + ", \"bytes\": "
                    + batch.dataLength() + "}";
        }
        return record instanceof SpecificRecord ? record.toString() : null;
    }
}
