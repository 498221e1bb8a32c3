package io.brook.deploy.status;

import io.brook.schemas.record.ProcessStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks those processes by HTTP for their health whose ports can be reached from here. */
final class HealthPort {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String host = ProcessIdentity.host();

    /** The answer. */
    enum Answer {
        READY,
        NOT_READY,
        /** The process's host refuses the connection. */
        NOBODY,
        /** It does not serve its health, or cannot be reached from here. */
        UNKNOWN
    }

    Answer ask(ProcessStatus process) {
        String address = process.getMetricsAddress();
        if (address == null || !mayBeReached(address, process.getHost())) {
            return Answer.UNKNOWN;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == OK ? Answer.READY : Answer.NOT_READY;
        } catch (ConnectException e) {
            return Answer.NOBODY;
        } catch (IOException e) {
            return Answer.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.UNKNOWN;
        }
    }

    /** A loopback address means another host, and a wildcard address does not say which one to use. */
    private boolean mayBeReached(String address, String of) {
        try {
            InetAddress named =
                    InetAddress.getByName(URI.create("http://" + address).getHost());
            boolean here = host.equals(of);
            return here || !named.isLoopbackAddress() && !named.isAnyLocalAddress();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return false;
        }
    }
}
