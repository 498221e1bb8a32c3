package io.brook.deploy.node;

import io.brook.deploy.config.ConfigException;
import io.brook.deploy.metrics.Monitor;
import io.brook.deploy.metrics.MonitoringServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The metrics and the health of a process, served from its start to its end. */
public final class Monitoring implements AutoCloseable {
    private final Monitor monitor;
    private final MonitoringServer server;

    private Monitoring(Monitor monitor, MonitoringServer server) {
        this.monitor = monitor;
        this.server = server;
    }

    /**
     * @param role what the process is, such as worker
     * @param address where metrics and health are served; nowhere when empty
     * @throws ConfigException when that is not possible
     */
    public static Monitoring open(String role, Optional<InetSocketAddress> address) throws ConfigException {
        Monitor monitor = new Monitor(role);
        if (address.isEmpty()) {
            return new Monitoring(monitor, null);
        }
        try {
            return new Monitoring(monitor, MonitoringServer.open(address.get(), monitor));
        } catch (IOException e) {
            monitor.close();
            String named = address.get().getHostString() + ':' + address.get().getPort();
            throw new ConfigException(List.of("cannot serve metrics at " + named + ": " + e.getMessage()
                    + "; give another address (MetricsAddress, or --metrics of process), or port 0 for any free port"));
        }
    }

    public Monitor monitor() {
        return monitor;
    }

    /** Where metrics and health are served, as host:port; null when they are not. */
    public String address() {
        return server == null ? null : server.hostAndPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        monitor.close();
    }
}
