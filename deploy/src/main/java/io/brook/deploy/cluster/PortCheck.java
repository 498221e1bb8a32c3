package io.brook.deploy.cluster;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Checks that a broker's port speaks TLS exactly when the client does. Kafka's clients cannot tell: a client without TLS takes the
 * broker's alert for the length of a huge answer, and the connection of a client with TLS is closed again and again.
 */
public final class PortCheck {
    private static final int TIMEOUT_MS = 1_000;

    /** A request ApiVersions, version 0, which every broker answers, without a client's name. */
    private static final short API_VERSIONS = 18;

    private static final int REQUEST_BYTES = 10;
    private static final int CORRELATION = 0x42726f6f;
    /** The type of a TLS record that is an alert (RFC 8446, 5.1). */
    private static final int TLS_ALERT = 21;

    private enum Speaks {
        KAFKA,
        TLS,
        NOTHING
    }

    private PortCheck() {}

    /** Whether a client uses TLS. */
    public static boolean isTls(Map<String, Object> client) {
        return protocol(client).endsWith("SSL");
    }

    private static String protocol(Map<String, Object> client) {
        return String.valueOf(client.getOrDefault(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL));
    }

    /** Asks the first server that answers; returns a line that says what does not match and what to change. */
    public static Optional<String> mismatch(Map<String, Object> client) {
        String servers = String.valueOf(client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        for (String server : servers.split(",")) {
            Speaks spoken = ask(server.strip());
            if (spoken != Speaks.NOTHING) {
                return fault(server.strip(), spoken, client);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(String server, Speaks spoken, Map<String, Object> client) {
        if (spoken == Speaks.TLS && !isTls(client)) {
            return Optional.of(
                    server + " speaks TLS and this process does not; set security.protocol to SSL or SASL_SSL"
                            + " in the file that --kafka-config or KafkaConfig names");
        }
        if (spoken == Speaks.KAFKA && isTls(client)) {
            return Optional.of(
                    server + " does not speak TLS and this process does; name the brokers' port for TLS, or set"
                            + " security.protocol, which is " + protocol(client) + ", to PLAINTEXT or SASL_PLAINTEXT");
        }
        return Optional.empty();
    }

    private static Speaks ask(String server) {
        String host = Utils.getHost(server);
        Integer port = Utils.getPort(server);
        if (host == null || port == null) {
            return Speaks.NOTHING;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(request());
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int first = in.readUnsignedByte();
            if (first == TLS_ALERT) {
                return Speaks.TLS;
            }
            in.readFully(new byte[Integer.BYTES - 1]);
            return in.readInt() == CORRELATION ? Speaks.KAFKA : Speaks.NOTHING;
        } catch (IOException e) {
            return Speaks.NOTHING;
        }
    }

    private static byte[] request() {
        return ByteBuffer.allocate(Integer.BYTES + REQUEST_BYTES)
                .putInt(REQUEST_BYTES)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) -1)
                .array();
    }
}
