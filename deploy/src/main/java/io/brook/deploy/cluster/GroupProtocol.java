package io.brook.deploy.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.config.ConfigResource;

/** How the processes of an application agree on who runs which task. */
public enum GroupProtocol {
    /** The streams protocol if it replaces a dead process no later than the classic one, else the classic one. */
    AUTO,
    /** The processes agree among themselves, led by one of them. */
    CLASSIC,
    /** The broker decides (KIP-1071). */
    STREAMS;

    private static final String FEATURE = "streams.version";
    private static final String BROKER_MIN_SESSION = "group.streams.min.session.timeout.ms";
    private static final String BROKER_MIN_HEARTBEAT = "group.streams.min.heartbeat.interval.ms";
    private static final String SESSION = "streams.session.timeout.ms";
    private static final String HEARTBEAT = "streams.heartbeat.interval.ms";
    private static final String STANDBYS = "streams.num.standby.replicas";

    /**
     * What the broker offers of the streams protocol.
     *
     * @param session the shortest time after which it gives up a silent process
     * @param heartbeat the shortest time between two signs of life
     */
    private record Offer(Duration session, Duration heartbeat) {
        /** Whether a dead process is replaced as soon as with the classic protocol. */
        boolean isAsQuickAs(Patience classic) {
            return session.plus(heartbeat).compareTo(classic.session().plus(classic.heartbeat())) <= 0;
        }
    }

    /** As Kafka Streams' {@code group.protocol}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Chooses a protocol that the brokers have, and sets the group's settings at the brokers if these keep them.
     *
     * @param application its {@code application.id}, which is the group's
     * @return classic or streams
     * @throws ExecutionException when the brokers refuse
     */
    public GroupProtocol agree(Admin admin, String application, StreamSettings settings)
            throws ExecutionException, InterruptedException {
        if (this == CLASSIC || this == AUTO && !hasStreams(admin)) {
            return CLASSIC;
        }
        Offer offer = offer(admin);
        if (this == AUTO && !offer.isAsQuickAs(settings.patience())) {
            return CLASSIC;
        }
        configure(admin, application, offer, settings);
        return STREAMS;
    }

    private static boolean hasStreams(Admin admin) throws ExecutionException, InterruptedException {
        FinalizedVersionRange version = admin.describeFeatures()
                .featureMetadata()
                .get()
                .finalizedFeatures()
                .get(FEATURE);
        return version != null && version.maxVersionLevel() > 0;
    }

    private static Offer offer(Admin admin) throws ExecutionException, InterruptedException {
        String broker = admin.describeCluster().nodes().get().iterator().next().idString();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return new Offer(millis(config, BROKER_MIN_SESSION), millis(config, BROKER_MIN_HEARTBEAT));
    }

    /** A broker that does not know the setting offers nothing. */
    private static Duration millis(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null || entry.value() == null
                ? Duration.ofDays(1)
                : Duration.ofMillis(Long.parseLong(entry.value()));
    }

    private static void configure(Admin admin, String application, Offer offer, StreamSettings settings)
            throws ExecutionException, InterruptedException {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, application);
        Collection<AlterConfigOp> changes = List.of(
                set(
                        SESSION,
                        later(offer.session(), settings.patience().session()).toMillis()),
                set(
                        HEARTBEAT,
                        later(offer.heartbeat(), settings.patience().heartbeat())
                                .toMillis()),
                set(STANDBYS, settings.standbys()));
        admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static AlterConfigOp set(String name, long value) {
        return new AlterConfigOp(new ConfigEntry(name, Long.toString(value)), AlterConfigOp.OpType.SET);
    }
}
