package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.embedded.Quorum;
import io.brook.deploy.node.Monitoring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code brook broker}: a Kafka broker for the nodes of a cluster, for those who have none; {@code brook ctl} starts it. */
@Command(
        name = "broker",
        hidden = true,
        description = {
            "Run a Kafka broker for the nodes of a cluster.",
            "It listens on the loopback interface only, unless --host is given. Runs until it is stopped (SIGTERM)."
        })
final class BrokerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data-dir", paramLabel = "DIR", required = true, description = "Where it keeps its data.")
    private Path directory;

    @Option(names = "--port", paramLabel = "N", required = true, description = "Where it listens.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Name or address of this host at which other hosts reach it.")
    private String host;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = ListenAddressConverter.class,
            description = "Where its metrics and its health are served.")
    private InetSocketAddress metrics;

    @Option(names = "--number", paramLabel = "N", defaultValue = "1", description = "Its number among the brokers.")
    private int number;

    @Option(
            names = "--quorum",
            paramLabel = "N@HOST:PORT,...",
            description = "All brokers, where it is one of several: their numbers, and where their controllers listen.")
    private String voters;

    @Override
    public Integer call() throws RunException, ConfigException {
        Termination.interruptThisThread();
        checkHost();
        try (Monitoring monitoring = Monitoring.open(spec.name(), Optional.ofNullable(metrics));
                EmbeddedBroker broker = open()) {
            broker.start();
            broker.awaitAll();
            monitoring.monitor().health().readyWhen(() -> true);
            Lines.print(spec.commandLine(), "broker is ready at " + (host == null ? "localhost" : host) + ":" + port);
            new CountDownLatch(1).await();
            return ExitStatus.FAILED.code;
        } catch (ExecutionException e) {
            throw RunException.of("the broker", e.getCause());
        } catch (InterruptedException e) {
            // It has been told to end.
            return ExitStatus.OK.code;
        } catch (IOException | KafkaException e) {
            throw RunException.of("the broker", e);
        }
    }

    private EmbeddedBroker open() throws IOException {
        String at = host == null ? EmbeddedBroker.LOOPBACK : host;
        if (voters == null) {
            return EmbeddedBroker.at(directory, at, port);
        }
        try {
            return EmbeddedBroker.at(directory, at, port, Quorum.parse(number, voters));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--quorum: " + e.getMessage());
        }
    }

    /** A name that is in /etc/hosts for its own host only, as Debian has it, would lead other hosts to themselves. */
    private void checkHost() throws ConfigException {
        if (host == null) {
            return;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) == null) {
                throw new ConfigException(List.of("host " + host + " of the broker is " + address.getHostAddress()
                        + " on its own host, where other hosts do not reach it; name an address of its network"));
            }
        } catch (UnknownHostException | SocketException e) {
            throw new ConfigException(List.of("host " + host + " of the broker is not known on its own host; name an"
                    + " address of its network"));
        }
    }
}
