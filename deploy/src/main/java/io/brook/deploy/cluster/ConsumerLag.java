package io.brook.deploy.cluster;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How far consumers are behind the ends of their partitions, as measured by Kafka's clients when they fetch. */
public final class ConsumerLag {
    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String LAG = "records-lag";

    private ConsumerLag() {}

    /**
     * @param metrics of one client or of several; consumers that restore state or follow a table do not count
     * @return the number of records; empty while nothing has been fetched
     */
    public static OptionalLong of(Map<MetricName, ? extends Metric> metrics) {
        double[] lags = metrics.entrySet().stream()
                .filter(each -> isOfWork(each.getKey()))
                .mapToDouble(each -> (double) each.getValue().metricValue())
                .filter(Double::isFinite)
                .toArray();
        double sum = 0;
        for (double lag : lags) {
            sum += lag;
        }
        return lags.length == 0 ? OptionalLong.empty() : OptionalLong.of((long) sum);
    }

    private static boolean isOfWork(MetricName name) {
        String client = name.tags().getOrDefault("client-id", "");
        return name.group().equals(GROUP)
                && name.name().equals(LAG)
                && name.tags().containsKey("partition")
                && !client.endsWith("restore-consumer")
                && !client.endsWith("global-consumer");
    }
}
