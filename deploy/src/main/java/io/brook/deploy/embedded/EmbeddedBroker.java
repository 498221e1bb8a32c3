package io.brook.deploy.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka broker in this JVM, and a KRaft controller. It listens on the loopback interface only, unless it is told otherwise. */
public final class EmbeddedBroker implements AutoCloseable {
    /** Where it listens unless it is told otherwise. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int FIRST = 1;
    /** Kafka's default of 100 ms spares the network; here everything is in the same process. */
    private static final long RETRY_BACKOFF_MS = 10;

    private static final long LOOK_MS = 100;
    /** How often the data of a running broker is deleted, which may be making a file. */
    private static final int DELETIONS = 5;
    /** Any 16 bytes in base64 would do; a fixed value allows a data directory to be opened again. */
    private static final String CLUSTER = "QnJvb2tFbWJlZGRlZEthZg";

    private final DataDirectory data;
    private final String host;
    private final int port;
    private final Quorum quorum;
    private final Thread shutdownHook = new Thread(this::stop, "broker-shutdown");
    private KafkaRaftServer server;
    private volatile Runnable halting = () -> {};

    private EmbeddedBroker(DataDirectory data, String host, int port) throws IOException {
        this(data, host, port, Quorum.alone(FIRST, freePortBut(port)));
    }

    private EmbeddedBroker(DataDirectory data, String host, int port, Quorum quorum) throws IOException {
        data.claim(quorum.size());
        this.data = data;
        this.host = host;
        this.port = port;
        this.quorum = quorum;
    }

    /**
     * A broker with its data in a temporary directory that is deleted at the end, also when the process is interrupted. It does
     * not run yet, but clients can be created: they wait for it.
     *
     * @throws IOException when the directory cannot be created
     */
    public static EmbeddedBroker temporary() throws IOException {
        return temporary(OptionalLong.empty());
    }

    /**
     * As {@link #temporary()}, but where the system has much room in memory, the directory is there.
     *
     * @param bytes how much the topics will take; empty when that is not known
     */
    public static EmbeddedBroker temporary(OptionalLong bytes) throws IOException {
        return new EmbeddedBroker(DataDirectory.temporaryOne(bytes), LOOPBACK, freePort());
    }

    /**
     * A broker that keeps its data in a directory, and goes on from what is in it.
     *
     * @param directory created if it does not exist
     * @throws IOException when the directory cannot be made
     */
    public static EmbeddedBroker at(Path directory) throws IOException {
        return at(directory, freePort());
    }

    /**
     * As {@link #at(Path)}, at a port that clients know beforehand.
     *
     * @param port of the loopback interface
     */
    public static EmbeddedBroker at(Path directory, int port) throws IOException {
        return at(directory, LOOPBACK, port);
    }

    /**
     * As {@link #at(Path, int)}, for clients of other hosts, too.
     *
     * @param host name or address of this host, as clients reach it; the broker listens there only
     */
    public static EmbeddedBroker at(Path directory, String host, int port) throws IOException {
        return new EmbeddedBroker(DataDirectory.at(directory), host, port);
    }

    /**
     * As {@link #at(Path, String, int)}, one of several.
     *
     * @param quorum all of them
     * @throws IOException when the directory cannot be made, or has the data of one among others
     */
    public static EmbeddedBroker at(Path directory, String host, int port, Quorum quorum) throws IOException {
        return new EmbeddedBroker(DataDirectory.at(directory), host, port, quorum);
    }

    /**
     * Starts the broker, and returns when it serves clients.
     *
     * @throws IOException when the directory cannot be formatted
     * @throws InterruptedException while it waits for the controller of a broker that was killed
     */
    public synchronized void start() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        // A broker that can no longer write, as on a full disk, halts the process: no hook would run.
        Exit.setHaltProcedure((status, message) -> {
            halting.run();
            data.deleteIfTemporary();
            Runtime.getRuntime().halt(status);
        });
        boolean killed = KilledBroker.isIn(data.kafka());
        format(Files.createDirectories(data.kafka()));
        if (killed && quorum.size() == 1) {
            KilledBroker.fence(BrokerConfig.controller(quorum, data));
        }
        KafkaConfig config = new KafkaConfig(BrokerConfig.properties(host, port, quorum, data), false);
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
    }

    /**
     * Waits until all brokers of the quorum have been there once, so that topics get as many copies as they should.
     *
     * @throws ExecutionException when the brokers refuse to tell
     */
    public void awaitAll() throws ExecutionException, InterruptedException {
        if (quorum.size() == 1) {
            return;
        }
        try (Admin admin = Admin.create(clientConfig())) {
            DescribeClusterOptions withThoseThatAreAway = new DescribeClusterOptions().includeFencedBrokers(true);
            while (admin.describeCluster(withThoseThatAreAway).nodes().get().size() < quorum.size()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        }
    }

    /** The settings that clients connect with: host and port as Kafka's {@code bootstrap.servers}, and how soon to retry. */
    public Map<String, Object> clientConfig() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                BrokerConfig.address(host, port),
                CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG,
                RETRY_BACKOFF_MS);
    }

    /** Runs this before the process is halted because the broker cannot write its data any more. */
    public void onHalt(Runnable last) {
        halting = last;
    }

    /** Where it keeps its data. */
    public Path directory() {
        return data.path();
    }

    /** Stops the broker, and deletes its data if that is temporary. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The process is ending already, and there is nothing left to do for the hook.
        }
    }

    /**
     * Deletes the data of a temporary broker and leaves it at that: for a process that has what it wanted, and ends immediately.
     * Stopping the broker first would take half a second.
     */
    public synchronized void abandon() {
        // What it misses now is no reason to end in another way.
        Exit.setHaltProcedure((status, message) -> LockSupport.park());
        server = null;
        for (int i = 0; i < DELETIONS && Files.exists(data.path()); i++) {
            try {
                data.deleteIfTemporary();
            } catch (UncheckedIOException e) {
                // The broker has made or deleted something at the same time.
                LOG.debug("its data is deleted once more", e);
            }
        }
    }

    private synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
        data.deleteIfTemporary();
    }

    private void format(Path directory) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setNodeId(quorum.node())
                    .setClusterId(CLUSTER)
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName(BrokerConfig.CONTROLLER)
                    .setIgnoreFormatted(true)
                    .setPrintStream(nowhere)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The system may give a port again that it gave a moment ago. */
    private static int freePortBut(int taken) throws IOException {
        int free = freePort();
        while (free == taken) {
            free = freePort();
        }
        return free;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
