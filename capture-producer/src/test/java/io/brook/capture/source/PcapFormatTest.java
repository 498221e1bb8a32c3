package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PcapFormatTest {
    private static Stream<Arguments> variants() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(
                        Arguments.of(order, PcapBuilder.MICROSECONDS, 123456, 123456000),
                        Arguments.of(order, PcapBuilder.NANOSECONDS, 123456789, 123456789),
                        Arguments.of(order, PcapBuilder.KUZNETZOV, 123456, 123456000)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void readsEveryVariant(ByteOrder order, int magic, int fraction, int nanoseconds) throws TraceException {
        byte[] trace = new PcapBuilder(order, magic, 101)
                .packet(1_700_000_000, fraction, new byte[] {1, 2, 3})
                .packet(0xffffffffL, 0, 2, 1500, new byte[] {4, 5})
                .packet(0, 0, new byte[0])
                .bytes();

        Traces.Content content = Traces.read(trace);

        assertThat(content.packets())
                .containsExactly(
                        "101 " + (1_700_000_000_000_000_000L + nanoseconds) + " 3 010203",
                        "101 4294967295000000000 1500 0405",
                        "101 0 0 ");
        assertThat(content.cut()).isNull();
    }

    @Test
    void leavesOutTheFlagsAboveTheLinkType() throws TraceException {
        byte[] trace = new PcapBuilder(ByteOrder.LITTLE_ENDIAN, PcapBuilder.MICROSECONDS, 0x24000001)
                .packet(0, 0, new byte[] {1})
                .bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 0 1 01");
    }

    @Test
    void takesTheCapturedLengthWhereTheOriginalIsLess() throws TraceException {
        byte[] trace = PcapBuilder.ethernet().packet(0, 0, 3, 2, new byte[3]).bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 0 3 000000");
    }

    @Test
    void takesAnOriginalLengthBeyondAnIntAsTheLargestInt() throws TraceException {
        byte[] trace = PcapBuilder.ethernet().packet(0, 0, 1, -1, new byte[1]).bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 0 2147483647 00");
    }

    @Test
    void readsLengthsEitherWayInVersion23() throws TraceException {
        byte[] trace = new PcapBuilder(ByteOrder.BIG_ENDIAN, PcapBuilder.MICROSECONDS, 1, 2, 3)
                .packet(0, 0, 60, 2, new byte[] {1, 2})
                .packet(0, 0, 2, 60, new byte[] {3, 4})
                .bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 0 60 0102", "1 0 60 0304");
    }

    @Test
    void refusesAnotherVersion() {
        byte[] trace = new PcapBuilder(ByteOrder.BIG_ENDIAN, PcapBuilder.MICROSECONDS, 1, 3, 0).bytes();
        assertThatThrownBy(() -> Traces.read(trace))
                .isInstanceOfSatisfying(
                        TraceException.class, e -> assertThat(e.kind()).isEqualTo(TraceException.Kind.FOREIGN))
                .hasMessage("t.pcap: not a whole trace: pcap version 3.0 is not known");
    }

    @Test
    void aHeaderWithoutPacketsIsATrace() throws TraceException {
        assertThat(Traces.read(PcapBuilder.ethernet().bytes())).isEqualTo(new Traces.Content(List.of(), null));
    }

    @Test
    void readsTheLargestPacketThereCanBe() throws TraceException {
        byte[] trace = PcapBuilder.ethernet()
                .packet(0, 0, new byte[1])
                .packet(0, 0, new byte[TraceFormat.MAX_CAPTURED])
                .packet(0, 0, new byte[2])
                .bytes();
        assertThat(Traces.read(trace).packets()).hasSize(3).last().isEqualTo("1 0 2 0000");
    }

    @Test
    void endsAtALargerOne() throws TraceException {
        byte[] trace = PcapBuilder.ethernet()
                .packet(0, 0, new byte[1])
                .packet(0, 0, new byte[TraceFormat.MAX_CAPTURED + 1])
                .bytes();
        Traces.Content content = Traces.read(trace);
        assertThat(content.packets()).hasSize(1);
        assertThat(content.cut())
                .isEqualTo("t.pcap: cut short after 1 packets at byte 41: "
                        + "a packet of 262145 bytes, where 262144 is the most there can be");
    }

    @Test
    void saysWhereAPacketIsCut() throws TraceException {
        byte[] trace =
                PcapBuilder.ethernet().packet(0, 0, 100, 100, new byte[99]).bytes();
        assertThat(Traces.read(trace).cut())
                .isEqualTo("t.pcap: cut short after 0 packets at byte 24: the trace ends inside a packet");
    }
}
