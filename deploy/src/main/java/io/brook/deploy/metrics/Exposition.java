package io.brook.deploy.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Metrics as Prometheus reads them: Brook's own, the JVM's, and those of Kafka's clients. */
final class Exposition implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Series, Meter> meters = new HashMap<>();
    private final List<AutoCloseable> closeables = new CopyOnWriteArrayList<>();
    private volatile Map<Series, Double> latest = Map.of();

    /** @param role a label of all metrics */
    Exposition(String role) {
        registry.config().commonTags("role", role);
        bind(new JvmMemoryMetrics());
        bind(new JvmGcMetrics());
        bind(new JvmThreadMetrics());
        bind(new ClassLoaderMetrics());
        bind(new ProcessorMetrics());
        bind(new FileDescriptorMetrics());
        bind(new UptimeMetrics());
    }

    private void bind(MeterBinder binder) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            closeables.add(closeable);
        }
    }

    void bind(KafkaStreams streams) {
        bind((MeterBinder) new KafkaStreamsMetrics(streams));
    }

    /** Micrometer asks a consumer for its metrics only; otherwise the consumer is used by its owner alone. */
    void bind(Supplier<Map<MetricName, ? extends Metric>> client) {
        Consumer<?, ?> measured = (Consumer<?, ?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("metrics")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return client.get();
                });
        bind((MeterBinder) new KafkaClientMetrics(measured));
    }

    synchronized String scrape(Map<Series, Double> readings) {
        latest = readings;
        readings.keySet().forEach(series -> meters.computeIfAbsent(series, this::register));
        for (Iterator<Map.Entry<Series, Meter>> all = meters.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Series, Meter> each = all.next();
            if (!readings.containsKey(each.getKey())) {
                registry.remove(each.getValue());
                all.remove();
            }
        }
        return registry.scrape();
    }

    private Meter register(Series series) {
        Measure measure = series.measure();
        Tags tags = Tags.empty();
        for (int i = 0; i < series.labels().size(); i++) {
            tags = tags.and(Tag.of(measure.labels().get(i), series.labels().get(i)));
        }
        return measure.isCounter()
                ? FunctionCounter.builder(measure.id(), this, all -> all.value(series))
                        .description(measure.about())
                        .tags(tags)
                        .register(registry)
                : Gauge.builder(measure.id(), this, all -> all.value(series))
                        .description(measure.about())
                        .tags(tags)
                        .register(registry);
    }

    private double value(Series series) {
        return latest.getOrDefault(series, Double.NaN);
    }

    @Override
    public void close() {
        closeables.forEach(each -> {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("a meter cannot be closed", e);
            }
        });
        registry.close();
    }
}
