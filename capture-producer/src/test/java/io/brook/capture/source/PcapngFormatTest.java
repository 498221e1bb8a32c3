package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PcapngFormatTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5};

    private static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsEveryKindOfPacketBlock(ByteOrder order) throws TraceException {
        byte[] trace = new PcapngBuilder(order)
                .interfaceOf(1, 0)
                .enhanced(0, 1_700_000_000_123_456L, 60, DATA)
                .simple(5, DATA)
                .obsolete(0, 1_700_000_000_123_457L, 61, DATA)
                .bytes();

        Traces.Content content = Traces.read(trace);

        assertThat(content.packets())
                .containsExactly(
                        "1 1700000000123456000 60 0102030405",
                        "1 1700000000123456000 5 0102030405",
                        "1 1700000000123457000 61 0102030405");
        assertThat(content.cut()).isNull();
    }

    @Test
    void readsInterfacesOfDifferentLinkTypesAndClocks() throws TraceException {
        PcapngBuilder builder = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN);
        byte[] trace = builder.interfaceOf(1, 0)
                .interfaceOf(113, 0, builder.resolution(9))
                .interfaceOf(101, 0, builder.option(2, DATA), builder.resolution(0x80 | 10), builder.offset(1000))
                .interfaceOf(276, 0, builder.offset(-1))
                .enhanced(1, 1_500_000_001L, 5, DATA)
                .enhanced(0, 2_000_000, 5, DATA)
                .enhanced(2, 1536, 5, DATA)
                .enhanced(3, 3_000_000, 5, DATA)
                .enhanced(3, 500_000, 5, DATA)
                .bytes();

        assertThat(Traces.read(trace).packets())
                .containsExactly(
                        "113 1500000001 5 0102030405",
                        "1 2000000000 5 0102030405",
                        "101 1001500000000 5 0102030405",
                        "276 2000000000 5 0102030405",
                        "276 0 5 0102030405");
    }

    @Test
    void aSectionHasItsOwnByteOrderAndInterfaces() throws TraceException {
        byte[] trace = new PcapngBuilder(ByteOrder.LITTLE_ENDIAN)
                .interfaceOf(1, 0)
                .enhanced(0, 1, 5, DATA)
                .section(ByteOrder.BIG_ENDIAN)
                .interfaceOf(101, 0)
                .enhanced(0, 2, 5, DATA)
                .section(ByteOrder.LITTLE_ENDIAN)
                .enhanced(0, 3, 5, DATA)
                .bytes();

        Traces.Content content = Traces.read(trace);

        assertThat(content.packets()).containsExactly("1 1000 5 0102030405", "101 2000 5 0102030405");
        assertThat(content.cut()).endsWith(": a packet of interface 0, which nothing describes");
    }

    @Test
    void passesOverBlocksThatHoldNoPacket() throws TraceException {
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .block(4, 8, b -> b.putLong(0))
                .interfaceOf(1, 0)
                .block(0x0bad, 2 * TraceInput.MAX_RECORD, b -> {})
                .enhanced(0, 1, 5, DATA)
                .block(5, 0, b -> {})
                .bytes();
        Traces.Content content = Traces.read(trace);
        assertThat(content.packets()).containsExactly("1 1000 5 0102030405");
        assertThat(content.cut()).isNull();
    }

    @Test
    void passesOverAPacketsOptions() throws TraceException {
        PcapngBuilder builder = new PcapngBuilder(ByteOrder.BIG_ENDIAN);
        byte[] comment = builder.option(1, new byte[60_000]);
        byte[] trace = builder.interfaceOf(1, 0)
                .enhanced(0, 1, 5, DATA, comment, comment, comment, comment, comment)
                .enhanced(0, 2, 5, DATA)
                .bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 1000 5 0102030405", "1 2000 5 0102030405");
    }

    @Test
    void aSimplePacketIsCapturedUpToTheSnapLength() throws TraceException {
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .interfaceOf(1, 4)
                .simple(1500, new byte[] {1, 2, 3, 4})
                .simple(3, new byte[] {1, 2, 3})
                .bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 0 1500 01020304", "1 0 3 010203");
    }

    @Test
    void readsBlocksThatAWriterDidNotPad() throws TraceException {
        byte[] block = ByteBuffer.allocate(33)
                .putInt(6)
                .putInt(33)
                .putInt(0)
                .putLong(7)
                .putInt(1)
                .putInt(1)
                .put((byte) 9)
                .putInt(33)
                .array();
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .interfaceOf(1, 0)
                .raw(block)
                .raw(block)
                .bytes();
        assertThat(Traces.read(trace).packets()).containsExactly("1 7000 1 09", "1 7000 1 09");
    }

    @Test
    void endsWhereABlocksTwoLengthsDiffer() throws TraceException {
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .interfaceOf(1, 0)
                .enhanced(0, 1, 5, DATA)
                .bytes();
        trace[trace.length - 1]++;
        Traces.Content content = Traces.read(trace);
        assertThat(content.packets()).isEmpty();
        assertThat(content.cut()).endsWith("a block whose length at its end differs from that at its start");
    }

    @Test
    void endsAtAPacketLargerThanItsBlock() throws TraceException {
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .interfaceOf(1, 0)
                .block(6, 24, b -> b.putInt(0).putLong(0).putInt(5).putInt(5))
                .bytes();
        assertThat(Traces.read(trace).cut()).endsWith("a packet that is larger than its block");
    }

    @Test
    void endsAtATimeOptionOfAWrongLength() throws TraceException {
        PcapngBuilder builder = new PcapngBuilder(ByteOrder.BIG_ENDIAN);
        byte[] trace = builder.interfaceOf(1, 0, builder.option(9, new byte[2])).bytes();
        assertThat(Traces.read(trace).cut()).endsWith("an interface's time option of 2 bytes, where 1 are due");
    }

    @Test
    void endsAtOptionsThatRunOver() throws TraceException {
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN)
                .interfaceOf(1, 0, new byte[] {0, 2, 0, 9})
                .bytes();
        assertThat(Traces.read(trace).cut()).endsWith("an interface's options run over");
    }

    @Test
    void endsAtMoreInterfacesThanThereAre() throws TraceException {
        PcapngBuilder builder = new PcapngBuilder(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < PcapngFormat.MAX_INTERFACES; i++) {
            builder.interfaceOf(1, 0);
        }
        byte[] most = builder.enhanced(65_535, 1, 5, DATA).bytes();
        assertThat(Traces.read(most))
                .satisfies(c -> assertThat(c.cut()).isNull())
                .satisfies(c -> assertThat(c.packets()).hasSize(1));
        assertThat(Traces.read(builder.interfaceOf(1, 0).bytes()).cut()).endsWith("more than 65536 interfaces");
    }

    @Test
    void refusesASectionOfAnotherVersion() {
        byte[] trace = new PcapngBuilder(ByteOrder.BIG_ENDIAN).bytes();
        trace[13] = 2;
        assertThatThrownBy(() -> Traces.read(trace))
                .isInstanceOf(TraceException.class)
                .hasMessage("t.pcap: not a whole trace: pcapng version 2.0 is not known");
    }
}
