package io.brook.capture.trim;

import static io.brook.capture.trim.TlsTalk.CHANGE;
import static io.brook.capture.trim.TlsTalk.HELLO;
import static io.brook.capture.trim.TlsTalk.SERVER_HELLO;
import static io.brook.capture.trim.TlsTalk.data;
import static io.brook.capture.trim.TlsTalk.handshake;
import static io.brook.capture.trim.TlsTalk.join;
import static io.brook.capture.trim.TlsTalk.record;
import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedFlowsTest {
    private final TlsTalk talk = new TlsTalk();

    @Test
    void leavesOutThePayloadOnceBothSidesHaveSentEncryptedData() {
        talk.open();
        assertThat(talk.client(handshake(HELLO, 500)).surplus()).isZero();
        assertThat(talk.server(join(handshake(SERVER_HELLO, 1000), CHANGE, data(1000)))
                        .surplus())
                .isZero();
        assertThat(talk.server(data(500)).surplus()).isZero();
        assertThat(talk.client(join(CHANGE, data(60))).surplus()).isZero();
        assertThat(talk.server(data(1400)).surplus()).isEqualTo(1405);
        assertThat(talk.client(data(7)).surplus()).isEqualTo(12);
        assertThat(talk.client(new byte[0]).surplus()).isZero();
    }

    @Test
    void knowsTls12ByItsEncryptedFinished() {
        talk.open()
                .client(handshake(HELLO, 500))
                .server(join(handshake(SERVER_HELLO, 80), handshake(11, 3000), handshake(14, 4)))
                .client(join(handshake(16, 66), CHANGE, handshake(0x5a, 40)))
                .server(join(CHANGE, handshake(0xa5, 40)));
        assertThat(talk.client(data(100)).surplus()).isZero();
        assertThat(talk.server(data(100)).surplus()).isZero();
        assertThat(talk.isTrimmed()).isTrue();
    }

    @Test
    void leavesOutPaddingOfTheLinkLayerToo() {
        talk.handshake();
        byte[] frame = talk.nextOfClient(data(1)).ethernet();
        assertThat(talk.see(Arrays.copyOf(frame, frame.length + 4), frame.length + 4)
                        .surplus())
                .isEqualTo(6 + 4);
    }

    @Test
    void goesOnWhateverOrderSegmentsComeInLater() {
        talk.handshake();
        PacketBuilder lost = talk.nextOfClient(data(100));
        assertThat(talk.client(data(100)).surplus()).isEqualTo(105);
        assertThat(talk.see(lost).surplus()).isEqualTo(105);
        assertThat(talk.see(lost).surplus()).isEqualTo(105);
        assertThat(talk.isTrimmed()).isTrue();
    }

    /** Nothing of it matters when nothing is missing. */
    static Stream<Named<Consumer<TlsTalk>>> harmless() {
        return Stream.of(
                story(
                        "a SYN is sent again",
                        t -> t.see(t.fromClient(SYN, t.clientNext(), 0)).handshake()),
                story("a SYN-ACK is sent again", t -> {
                    t.open().see(t.fromServer(SYN | ACK, t.serverNext() - 1, t.clientNext()));
                    rest(t);
                }),
                story("a hello is sent again", t -> {
                    t.open();
                    PacketBuilder hello = t.nextOfClient(handshake(HELLO, 500));
                    t.see(hello).see(hello);
                    answer(t);
                }),
                story("a hello is sent again with more", t -> {
                    t.open();
                    byte[] hello = handshake(HELLO, 500);
                    long start = t.clientNext();
                    t.client(Arrays.copyOf(hello, 100));
                    t.see(t.fromClient(ACK, start, t.serverNext()).payload(hello));
                    t.nextOfClient(new byte[405]);
                    answer(t);
                }),
                story("one side asks whether the other is alive", t -> {
                    t.open();
                    t.client(handshake(HELLO, 500));
                    t.see(t.fromClient(ACK, t.clientNext() - 1, t.serverNext()).payload(1));
                    answer(t);
                }),
                story("they take their time", t -> {
                    t.open().waits(45);
                    t.client(handshake(HELLO, 500)).waits(45);
                    answer(t);
                    t.waits(240);
                }));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void trimsAsIfNothingHadHappenedWhen(Consumer<TlsTalk> story) {
        story.accept(talk);
        assertThat(talk.isTrimmed()).isTrue();
    }

    private static Named<Consumer<TlsTalk>> story(String name, Consumer<TlsTalk> story) {
        return Named.of(name, story);
    }

    private static void rest(TlsTalk talk) {
        talk.client(handshake(HELLO, 500));
        answer(talk);
    }

    private static void answer(TlsTalk talk) {
        talk.server(join(handshake(SERVER_HELLO, 1000), CHANGE, data(1000))).client(join(CHANGE, data(60)));
    }

    /** Somebody may still need the payload, or nobody can be sure. */
    static Stream<Named<Consumer<TlsTalk>>> doubtful() {
        return Stream.concat(doubtfulHandshakes(), doubtfulEncryption());
    }

    private static Stream<Named<Consumer<TlsTalk>>> doubtfulHandshakes() {
        return Stream.of(
                story("the SYN was missed", t -> {
                    t.see(t.fromServer(SYN | ACK, t.serverNext() - 1, t.clientNext()));
                    rest(t);
                }),
                story("the SYN-ACK was missed", t -> {
                    t.see(t.fromClient(SYN, t.clientNext() - 1, 0));
                    rest(t);
                }),
                story("the SYN-ACK answers another SYN", t -> {
                    t.see(t.fromClient(SYN, t.clientNext() - 2, 0));
                    t.see(t.fromServer(SYN | ACK, t.serverNext() - 1, t.clientNext()));
                    rest(t);
                }),
                story("the SYN carries data", t -> {
                    t.see(t.fromClient(SYN, t.clientNext() - 1, 0).payload(handshake(HELLO, 500)));
                    t.nextOfClient(handshake(HELLO, 500));
                    t.see(t.fromServer(SYN | ACK, t.serverNext() - 1, t.clientNext()));
                    answer(t);
                }),
                story("a segment is missing", t -> {
                    t.open().nextOfClient(new byte[10]);
                    rest(t);
                }),
                story("a segment comes late", t -> {
                    t.open().client(handshake(HELLO, 500));
                    PacketBuilder late = t.nextOfServer(handshake(SERVER_HELLO, 1000));
                    t.server(join(CHANGE, data(1000))).see(late).client(join(CHANGE, data(60)));
                }),
                story("what was not seen is acknowledged", t -> {
                    t.open();
                    PacketBuilder hello = t.nextOfClient(handshake(HELLO, 500));
                    t.server(new byte[0]).see(hello);
                    answer(t);
                }),
                story("a segment's checksum is wrong", t -> {
                    t.open().see(t.nextOfClient(handshake(HELLO, 500)).badChecksum());
                    answer(t);
                }),
                story("a segment was captured short", t -> {
                    byte[] frame = t.open().nextOfClient(handshake(HELLO, 500)).ethernet();
                    t.see(Arrays.copyOf(frame, 300), frame.length);
                    answer(t);
                }),
                story("offloading left out a length", t -> {
                    t.open().see(t.nextOfClient(handshake(HELLO, 500)).statedIpLength(0));
                    answer(t);
                }),
                story("a segment came in fragments", t -> {
                    t.open().see(t.nextOfClient(handshake(HELLO, 500)).fragment(7, 0, true));
                    answer(t);
                }),
                story("they are silent for long during the handshake", t -> {
                    t.open().waits(59);
                    rest(t);
                }));
    }

    private static Stream<Named<Consumer<TlsTalk>>> doubtfulEncryption() {
        return Stream.of(
                story("there is a FIN", t -> {
                    t.handshake();
                    t.see(t.fromServer(FIN | ACK, t.serverNext(), t.clientNext()));
                }),
                story("there is a RST", t -> {
                    t.handshake();
                    t.see(t.fromServer(RST, t.serverNext(), 0));
                }),
                story("there is another SYN", t -> {
                    t.handshake();
                    t.see(t.fromClient(SYN, 99, 0));
                }),
                story("there is another SYN-ACK", t -> {
                    t.handshake();
                    t.see(t.fromServer(SYN | ACK, 99, t.clientNext()));
                }),
                story(
                        "they are silent for very long after the handshake",
                        t -> t.handshake().waits(299)),
                story("the clock goes far back", t -> t.handshake().waits(-299)),
                story("fragments come after the handshake", t -> {
                    t.handshake();
                    t.see(t.nextOfClient(data(600)).fragment(7, 0, true));
                }));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void leavesEverythingThereWhen(Consumer<TlsTalk> story) {
        story.accept(talk);
        assertThat(talk.isWhole()).isTrue();
    }

    static Stream<Named<List<byte[]>>> otherTalks() {
        byte[] hello = handshake(HELLO, 500);
        byte[] answer = handshake(SERVER_HELLO, 1000);
        return Stream.of(
                Named.of(
                        "a web server",
                        List.of("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), new byte[3000])),
                Named.of("a client hello answered with one", List.of(hello, join(hello, CHANGE, data(1000)))),
                Named.of("TLS 1.3 that changes nothing", List.of(hello, join(answer, data(1000)), data(60))),
                Named.of(
                        "a client that changes nothing",
                        List.of(hello, join(answer, CHANGE, data(1000)), handshake(16, 60))),
                Named.of("an alert in the clear", List.of(hello, join(answer, record(21, new byte[] {2, 40})))),
                Named.of("a heartbeat", List.of(join(hello, record(24, new byte[3])), answer)),
                Named.of("SSL 2", List.of(new byte[] {(byte) 0x80, 46, 1, 3, 1}, answer)),
                Named.of("a strange version", List.of(replaced(hello, 2, 9), answer)),
                Named.of("an empty record", List.of(join(hello, record(22, new byte[0])), answer)),
                Named.of("a huge record", List.of(join(hello, new byte[] {22, 3, 3, -1, -1}), answer)),
                Named.of(
                        "a change of what",
                        List.of(hello, join(answer, record(20, new byte[] {2}), data(1000)), join(CHANGE, data(60)))),
                Named.of(
                        "too little to be sure that nothing else is spoken",
                        List.of(
                                handshake(HELLO, 100),
                                join(handshake(SERVER_HELLO, 100), CHANGE, data(10)),
                                join(CHANGE, data(10)))));
    }

    private static byte[] replaced(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    /** @param turns what client and server say by turns */
    @ParameterizedTest
    @MethodSource("otherTalks")
    void leavesEverythingThereOf(List<byte[]> turns) {
        talk.open();
        for (int i = 0; i < turns.size(); i++) {
            assertThat((i % 2 == 0 ? talk.client(turns.get(i)) : talk.server(turns.get(i))).surplus())
                    .isZero();
        }
        assertThat(talk.isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {25, 80, 8080})
    void leavesConnectionsAloneOnPortsWhereAnotherProtocolIsLookedFor(int port) {
        TlsTalk other = new TlsTalk(new EncryptedFlows(false), port).handshake();
        assertThat(other.isWhole()).isTrue();
    }

    @Test
    void trimsOnAnyOtherPort() {
        assertThat(new TlsTalk(new EncryptedFlows(false), 40_443).handshake().isTrimmed())
                .isTrue();
    }

    @Test
    void takesWrongChecksumsForRightWhereTheWorkersDo() {
        TlsTalk careless = new TlsTalk(new EncryptedFlows(true), 443).open();
        careless.see(careless.nextOfClient(handshake(HELLO, 500)).badChecksum());
        answer(careless);
        assertThat(careless.isTrimmed()).isTrue();
        assertThat(careless.see(careless.nextOfClient(data(5)).badChecksum()).surplus())
                .isEqualTo(10);
    }

    /** What is damaged, cut or odd is published as it is, so that workers see what is wrong with it. */
    static Stream<Named<UnaryOperator<PacketBuilder>>> faults() {
        return Stream.of(
                Named.of("a wrong checksum", PacketBuilder::badChecksum),
                Named.of("no length", packet -> packet.statedIpLength(0)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void leavesASingleFaultyPacketWholeLater(UnaryOperator<PacketBuilder> fault) {
        talk.handshake();
        assertThat(talk.see(fault.apply(talk.nextOfServer(data(100)))).surplus())
                .isZero();
        assertThat(talk.isTrimmed()).isTrue();
    }

    @Test
    void leavesASinglePacketThatWasCapturedShortAsItIs() {
        byte[] frame = talk.handshake().nextOfServer(data(100)).ethernet();
        assertThat(talk.see(Arrays.copyOf(frame, 90), frame.length).surplus()).isZero();
        assertThat(talk.isTrimmed()).isTrue();
    }

    @Test
    void beginsAtTheSameByteHoweverTheRecordsAreCut() {
        Random random = new Random(3);
        byte[] client = join(handshake(HELLO, 500), CHANGE, data(60));
        byte[] server = join(handshake(SERVER_HELLO, 1000), CHANGE, data(1000), data(3));
        for (int round = 0; round < 500; round++) {
            TlsTalk cut = new TlsTalk().open();
            int clientAt = 0;
            int serverAt = 0;
            while (clientAt < client.length || serverAt < server.length) {
                boolean fromClient = serverAt == server.length || clientAt < client.length && random.nextBoolean();
                int left = fromClient ? client.length - clientAt : server.length - serverAt;
                int length = 1 + random.nextInt(Math.min(left, random.nextInt(10) == 0 ? 1400 : 60));
                if (fromClient) {
                    cut.client(Arrays.copyOfRange(client, clientAt, clientAt + length));
                    clientAt += length;
                } else {
                    cut.server(Arrays.copyOfRange(server, serverAt, serverAt + length));
                    serverAt += length;
                }
                boolean sealed = clientAt == client.length && serverAt >= server.length - 8;
                assertThat(cut.surplus() > 0).as("before the last byte").isFalse();
                if (sealed) {
                    break;
                }
            }
            assertThat(cut.client(data(9)).surplus()).isEqualTo(14);
        }
    }

    @Test
    void forgetsTheFlowThatWasSilentForLongestWhenThereAreTooMany() {
        EncryptedFlows flows = new EncryptedFlows(false);
        TlsTalk first = new TlsTalk(flows, 443).handshake();
        TlsTalk second = new TlsTalk(flows, 444).handshake();
        HeaderWalk walk = new HeaderWalk();
        FlowKey key = new FlowKey();
        Packet packet = new Packet();
        for (int i = 0; i < EncryptedFlows.MAX_FLOWS - 1; i++) {
            byte[] syn = PacketBuilder.tcp("10.1." + (i >> 8) + '.' + (i & 255), 1025, "10.0.0.2", 443)
                    .flags(SYN)
                    .ip();
            walk.walk(LinkType.RAW, syn, 0, syn.length, syn.length);
            walk.key(key);
            packet.set(LinkType.RAW, 0, syn, 0, syn.length, syn.length);
            flows.surplus(walk, key, packet);
        }
        assertThat(flows.size()).isEqualTo(EncryptedFlows.MAX_FLOWS);
        assertThat(second.isTrimmed()).isTrue();
        assertThat(first.isWhole()).isTrue();
    }

    @Test
    void takesAnyBytes() {
        Random random = new Random(5);
        TlsTalk victim = new TlsTalk().handshake();
        int left = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] frame = victim.nextOfClient(new byte[random.nextInt(40)]).ethernet();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
            }
            int captured = random.nextInt(4) == 0 ? random.nextInt(frame.length) : frame.length;
            int surplus =
                    victim.see(Arrays.copyOf(frame, captured), frame.length).surplus();
            assertThat(surplus).isBetween(0, Math.max(0, captured - 54));
            left += surplus == 0 ? 1 : 0;
            if (round % 10 == 0) {
                victim = new TlsTalk().handshake();
            }
        }
        assertThat(left).isPositive();
    }
}
