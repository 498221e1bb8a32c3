package io.brook.deploy.cluster;

import io.brook.schemas.loss.LossGuard;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.topic.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of stream threads. The consumer of the tasks' topics reports what it has lost; Kafka Streams by itself would silently
 * go on with the first record that is left. Saved state and tables are read from compacted topics, from which Kafka removes only
 * superseded records. It also lets threads sleep that have nothing to do.
 *
 * @param rest how they sleep
 * @param slice which records of the topic packets they read
 */
record GuardedClients(Losses losses, Rest rest, Slice slice) implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Not used where brokers assign the tasks: see {@link BrokerGroupConsumer}. */
    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer =
                StopsReading.at(slice.stops(), losses.names().of(Topics.PACKETS), consumer(config));
        return polling(consumer, timeout -> LossGuard.poll(consumer, timeout, losses::notice));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer = consumer(config);
        return polling(consumer, consumer::poll);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The same consumer, but for how it polls. */
    @SuppressWarnings("unchecked")
    private Consumer<byte[], byte[]> polling(
            Consumer<byte[], byte[]> consumer, Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
        IdlePoll idle = new IdlePoll(rest);
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("poll")) {
                        return idle.got(poll.apply(idle.timeout((Duration) arguments[0])));
                    }
                    try {
                        return method.invoke(consumer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
