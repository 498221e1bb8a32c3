package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.embedded.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Override
    public Integer call() throws RunException, ConfigException {
        Termination.interruptThisThread();
        checkHost();
        String at = host == null ? "localhost" : host;
        try (EmbeddedBroker broker =
                host == null ? EmbeddedBroker.at(directory, port) : EmbeddedBroker.at(directory, host, port)) {
            broker.start();
            Lines.print(spec.commandLine(), "broker is ready at " + at + ":" + port);
            new CountDownLatch(1).await();
            return ExitStatus.FAILED.code;
        } catch (InterruptedException e) {
            // It has been told to end.
            return ExitStatus.OK.code;
        } catch (IOException | KafkaException e) {
            throw RunException.of("the broker", e);
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
