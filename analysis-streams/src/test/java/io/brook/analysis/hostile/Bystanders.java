package io.brook.analysis.hostile;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/**
 * Well-behaved connections in the middle of a storm: one after another from handshake to close, and one that lasts from the
 * first packet to the last and says something now and then. Hears the engine, and counts those that it logs as they were.
 */
final class Bystanders extends CountingEmitter {
    private static final String CLIENT = "10.9.9.9";
    private static final String SERVER = "10.8.8.8";
    private static final int LASTING = 999;
    private static final int FIRST_PORT = 2000;
    private static final int STEPS = 9;
    private static final long SECOND = 1_000_000_000L;
    private static final long REQUEST = 10;
    private static final long ANSWER = 20;

    private AnalysisEngine engine;
    private int finished;
    private int step;
    private long lastStep;
    private long said;
    private int loggedWell;
    private boolean lastingLoggedWell;

    void useEngine(AnalysisEngine newEngine) {
        engine = newEngine;
    }

    @Override
    public void log(SpecificRecord line) {
        super.log(line);
        if (line instanceof ConnLog connection && connection.getId().getRespH().equals(SERVER)) {
            boolean lasting = connection.getId().getOrigP() == LASTING;
            boolean well = connection.getConnState().equals("SF")
                    && connection.getHistory().equals("ShADadFf")
                    && Objects.equals(connection.getOrigBytes(), lasting ? said : REQUEST)
                    && Objects.equals(connection.getRespBytes(), ANSWER)
                    && connection.getMissedBytes() == 0;
            lastingLoggedWell |= well && lasting;
            loggedWell += well && !lasting ? 1 : 0;
        }
    }

    /** The lasting one opens. */
    void begin(long time) {
        for (int n = 0; n < STEPS - 3; n++) {
            send(LASTING, n, time);
        }
        said = REQUEST;
    }

    /** The next packet of the connection that is under way, all of them after a pause; and a word on the lasting one. */
    void step(long time) {
        boolean slow = time - lastStep > SECOND;
        lastStep = time;
        do {
            // A connection without a duration has no byte counts in its line.
            send(FIRST_PORT + finished % 60_000, step, slow ? time + step : time);
            step = (step + 1) % STEPS;
            finished += step == 0 ? 1 : 0;
        } while (slow && step > 0);
        packet(client(LASTING).sequence(101 + said).flags(ACK).payload(1), time);
        packet(server(LASTING).sequence(501 + ANSWER).acknowledgment(102 + said).flags(ACK), time);
        said++;
    }

    void end(long time) {
        packet(client(LASTING).sequence(101 + said).flags(FIN | ACK), time);
        packet(server(LASTING).sequence(501 + ANSWER).acknowledgment(102 + said).flags(FIN | ACK), time);
        packet(client(LASTING).sequence(102 + said).acknowledgment(502 + ANSWER).flags(ACK), time);
    }

    private void send(int port, int which, long time) {
        long asked = 101 + REQUEST;
        long answered = 501 + ANSWER;
        packet(
                switch (which) {
                    case 0 -> client(port).sequence(100).acknowledgment(0).flags(SYN);
                    case 1 -> server(port).sequence(500).acknowledgment(101).flags(SYN | ACK);
                    case 2 -> client(port).sequence(101).flags(ACK);
                    case 3 -> client(port).sequence(101).flags(ACK).payload((int) REQUEST);
                    case 4 -> server(port).sequence(501).acknowledgment(asked).flags(ACK);
                    case 5 ->
                        server(port)
                                .sequence(501)
                                .acknowledgment(asked)
                                .flags(ACK)
                                .payload((int) ANSWER);
                    case 6 ->
                        client(port).sequence(asked).acknowledgment(answered).flags(FIN | ACK);
                    case 7 ->
                        server(port)
                                .sequence(answered)
                                .acknowledgment(asked + 1)
                                .flags(FIN | ACK);
                    default ->
                        client(port)
                                .sequence(asked + 1)
                                .acknowledgment(answered + 1)
                                .flags(ACK);
                },
                time);
    }

    private static PacketBuilder client(int port) {
        return PacketBuilder.tcp(CLIENT, port, SERVER, 80).acknowledgment(501);
    }

    private static PacketBuilder server(int port) {
        return PacketBuilder.tcp(SERVER, 80, CLIENT, port);
    }

    private void packet(PacketBuilder packet, long time) {
        byte[] frame = packet.ethernet();
        engine.packet(LinkType.ETHERNET, frame, 0, frame.length, frame.length, time);
    }

    int finished() {
        return finished;
    }

    /** How many of the finished ones have a line that says what happened. */
    int loggedWell() {
        return loggedWell;
    }

    boolean lastingLoggedWell() {
        return lastingLoggedWell;
    }
}
