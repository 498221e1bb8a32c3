package io.brook.deploy.cluster;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer that reads the partitions of one topic only up to some offsets. What Kafka's client has fetched beyond is dropped, and the
 * partition is paused, also when its reader wants to resume it.
 */
final class StopsReading implements InvocationHandler {
    private final Map<Integer, Long> stops;
    private final String topic;
    private final Consumer<byte[], byte[]> consumer;

    private StopsReading(Map<Integer, Long> stops, String topic, Consumer<byte[], byte[]> consumer) {
        this.stops = stops;
        this.topic = topic;
        this.consumer = consumer;
    }

    /** @param stops by partition, the offset behind the last record that is read; when empty, the consumer is returned as it is */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> at(Map<Integer, Long> stops, String topic, Consumer<byte[], byte[]> consumer) {
        if (stops.isEmpty()) {
            return consumer;
        }
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(),
                new Class<?>[] {Consumer.class},
                new StopsReading(stops, topic, consumer));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("poll")) {
            return cut(consumer.poll((Duration) arguments[0]));
        }
        if (method.getName().equals("resume")) {
            return resume(arguments[0]);
        }
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private ConsumerRecords<byte[], byte[]> cut(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        Set<TopicPartition> done = new HashSet<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            long stop = stop(partition);
            if (records.get(records.size() - 1).offset() >= stop - 1) {
                done.add(partition);
                records = records.stream()
                        .filter(record -> record.offset() < stop)
                        .toList();
            }
            if (!records.isEmpty()) {
                kept.put(partition, records);
            }
        }
        consumer.pause(done);
        return done.isEmpty() ? polled : new ConsumerRecords<>(kept, polled.nextOffsets());
    }

    private Object resume(Object partitions) {
        Set<TopicPartition> resumed = new HashSet<>();
        for (Object each : (Collection<?>) partitions) {
            TopicPartition partition = (TopicPartition) each;
            if (consumer.position(partition) < stop(partition)) {
                resumed.add(partition);
            }
        }
        consumer.resume(resumed);
        return null;
    }

    /** The offset behind the last record of a partition; another topic's partitions have none. */
    private long stop(TopicPartition partition) {
        return partition.topic().equals(topic) ? stops.getOrDefault(partition.partition(), 0L) : Long.MAX_VALUE;
    }
}
