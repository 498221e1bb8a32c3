package io.brook.schemas.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketBatchCodecTest {
    private static final byte[] NO_HEADER = {};

    @Test
    void writesWhatAvroReads() throws IOException {
        for (PacketBatch batch : batches()) {
            GenericRecord record = readByAvro(PacketBatchCodec.encode(batch, NO_HEADER));
            assertThat(record).isEqualTo(toGeneric(batch));
        }
    }

    @Test
    void writesTheBytesThatAvroWrites() throws IOException {
        for (PacketBatch batch : batches()) {
            assertThat(PacketBatchCodec.encode(batch, NO_HEADER)).isEqualTo(writtenByAvro(batch, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 200, 1 << 20})
    void readsWhatAvroWritesInBlocksOfAnySize(int blockSize) throws IOException {
        // A blocking encoder puts the size in bytes, and a negative count, before each block.
        for (PacketBatch batch : batches()) {
            assertSame(decode(writtenByAvro(batch, blockSize)), batch);
        }
    }

    @Test
    void readsBlocksWithAndWithoutTheirSizes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        out.writeString("s");
        out.writeInt(1);
        out.writeLong(1000);
        // Two blocks, the second with its size.
        numbers(out, 1, 0);
        numbers(out, -2, 2, 5, -5);
        out.writeLong(0);
        numbers(out, -3, 3, 1, 0, 2);
        out.writeLong(0);
        numbers(out, 3, 1, 0, 9);
        out.writeLong(0);
        out.writeBytes(new byte[] {7, 8, 9});
        numbers(out, -2, 2, 0, 4);
        numbers(out, 1, 0);
        out.writeLong(0);
        out.writeInt(3);
        PacketBatch batch = decode(bytes.toByteArray());
        assertThat(LongStream.range(0, 3).map(i -> batch.time((int) i))).containsExactly(1000L, 1005L, 995L);
        assertThat(batch.capturedLength(2)).isEqualTo(2);
        assertThat(batch.originalLength(2)).isEqualTo(9);
        assertThat(batch.trimmedLength(1)).isEqualTo(4);
        assertThat(batch.pass()).isEqualTo(3);
        assertThat(Arrays.copyOf(batch.data(), batch.dataLength())).containsExactly(7, 8, 9);
    }

    @Test
    void readsWhatWasWrittenBeforeBatchesHadAPass() throws IOException {
        for (PacketBatch batch : batches()) {
            GenericRecord record = new GenericData.Record(PacketBatchCodec.SECOND_SCHEMA);
            PacketBatchCodec.SECOND_SCHEMA
                    .getFields()
                    .forEach(field -> record.put(field.name(), toGeneric(batch).get(field.name())));
            byte[] bytes = write(record, 0);
            PacketBatch read = PacketBatchCodec.decode(bytes, 0, bytes.length, PacketBatchCodec.SECOND_SCHEMA);
            GenericRecord expected = toGeneric(batch);
            expected.put("pass", 0);
            assertThat(toGeneric(read)).isEqualTo(expected);
        }
    }

    @Test
    void readsWhatWasWrittenBeforePacketsCouldBeTrimmed() throws IOException {
        for (PacketBatch batch : batches()) {
            GenericRecord record = new GenericData.Record(PacketBatchCodec.FIRST_SCHEMA);
            PacketBatchCodec.FIRST_SCHEMA
                    .getFields()
                    .forEach(field -> record.put(field.name(), toGeneric(batch).get(field.name())));
            byte[] bytes = write(record, 0);
            PacketBatch read = PacketBatchCodec.decode(bytes, 0, bytes.length, PacketBatchCodec.FIRST_SCHEMA);
            checkColumns(read);
            assertThat(read.isTrimmed()).isFalse();
            GenericRecord untrimmed = toGeneric(batch);
            untrimmed.put("trimmed_lengths", List.of());
            untrimmed.put("pass", 0);
            assertThat(toGeneric(read)).isEqualTo(untrimmed);
        }
    }

    @Test
    void avroReadsBatchesOfEitherSchemaByTheOther() throws IOException {
        GenericRecord now = toGeneric(batches().get(3));
        GenericRecord before = read(write(now, 0), PacketBatchCodec.SCHEMA, PacketBatchCodec.FIRST_SCHEMA);
        assertThat(before.get("captured_lengths")).isEqualTo(now.get("captured_lengths"));
        GenericRecord again = read(write(before, 0), PacketBatchCodec.FIRST_SCHEMA, PacketBatchCodec.SCHEMA);
        now.put("trimmed_lengths", List.of());
        now.put("pass", 0);
        assertThat(again).isEqualTo(now);
    }

    private static GenericRecord read(byte[] bytes, Schema writer, Schema reader) throws IOException {
        return new GenericDatumReader<GenericRecord>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }

    /** @param block the count; if negative, the first number is the block's size in bytes */
    private static void numbers(BinaryEncoder out, long block, long... numbers) throws IOException {
        out.writeLong(block);
        for (long number : numbers) {
            out.writeLong(number);
        }
    }

    @Test
    void keepsTimesThatOverflowTheirOffsets() {
        long[] times = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1};
        int[] lengths = {0, 0, 0, 0};
        PacketBatch batch = new PacketBatch("s", 1, times, lengths, lengths, 4, new byte[0], 0);
        assertSame(decode(PacketBatchCodec.encode(batch, NO_HEADER)), batch);
    }

    @Test
    void writesAfterAHeaderAndReadsFromTheMiddle() {
        PacketBatch batch = batches().get(3);
        byte[] bytes = PacketBatchCodec.encode(batch, new byte[] {1, 2, 3});
        assertThat(bytes).startsWith(1, 2, 3);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 5);
        assertSame(PacketBatchCodec.decode(longer, 3, bytes.length - 3, PacketBatchCodec.SCHEMA), batch);
    }

    @Test
    void refusesWhatIsCutAnywhere() {
        byte[] bytes = PacketBatchCodec.encode(batches().get(3), NO_HEADER);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> decode(cut))
                    .as(length + " of " + bytes.length + " bytes")
                    .isInstanceOf(AvroRuntimeException.class);
        }
    }

    @Test
    void refusesFlippedAndRandomBytesWithOneKindOfException() {
        Random random = new Random(1);
        byte[] good = PacketBatchCodec.encode(batches().get(3), NO_HEADER);
        int refused = 0;
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = good.clone();
            if (round % 4 == 0) {
                random.nextBytes(bytes);
            } else {
                for (int flips = random.nextInt(3); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            try {
                checkColumns(decode(bytes));
            } catch (AvroRuntimeException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(2_500, 10_000);
    }

    /** What a reader of a batch relies on: its packets lie inside its bytes. */
    private static void checkColumns(PacketBatch batch) {
        long total = 0;
        boolean sound = batch.dataLength() <= batch.data().length;
        for (int i = 0; i < batch.size(); i++) {
            sound &= batch.capturedLength(i) >= 0;
            total += batch.capturedLength(i);
            batch.time(i);
            batch.originalLength(i);
            batch.trimmedLength(i);
        }
        assertThat(sound).isTrue();
        assertThat(total).isEqualTo(batch.dataLength());
    }

    @ParameterizedTest
    @CsvSource({
        // what, the columns' counts (times, captured, original), the length of the bytes
        "bytes of 2 GB,                  0, 0, 0, 2147483639",
        "bytes of 2^31 - 1,              0, 0, 0, 2147483647",
        "bytes of 2^63 - 1,              0, 0, 0, 9223372036854775807",
        "bytes of negative length,       0, 0, 0, -1",
        "bytes of length -2^63,          0, 0, 0, -9223372036854775808",
        "2 billion times,                2147483639, 0, 0, 0",
        "2^63 - 1 times,                 9223372036854775807, 0, 0, 0",
        "-2^63 times,                    -9223372036854775808, 0, 0, 0",
        "2 billion captured lengths,     0, 2147483639, 0, 0",
        "2^63 - 1 captured lengths,      0, 9223372036854775807, 0, 0",
        "-2^63 original lengths,         0, 0, -9223372036854775808, 0",
        "2^63 - 1 original lengths,      0, 0, 9223372036854775807, 0"
    })
    void refusesAbsurdLengthsWithoutAllocatingThem(String what, long times, long captured, long original, long length)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        out.writeString("s");
        out.writeInt(1);
        out.writeLong(0);
        for (long count : new long[] {times, captured, original}) {
            out.writeLong(count);
            if (count != 0) {
                break;
            }
        }
        if (times == 0 && captured == 0 && original == 0) {
            out.writeLong(length);
        }
        byte[] record = bytes.toByteArray();
        assertThat(record.length).isLessThan(20);
        refuseCheaply(record);
    }

    @Test
    void refusesASensorOfAbsurdLength() throws IOException {
        for (long length : new long[] {2_147_483_639, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            out.writeLong(length);
            refuseCheaply(bytes.toByteArray());
        }
    }

    private static void refuseCheaply(byte[] record) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RuntimeException thrown = null;
        long allocated = 0;
        // The first time it also loads Avro's classes.
        for (int time = 0; time < 2; time++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            try {
                decode(record);
            } catch (RuntimeException e) {
                thrown = e;
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(thrown).isInstanceOf(AvroRuntimeException.class);
        assertThat(allocated).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "a packet of negative length, -1, 4, 3",
        "too few bytes,               2, 2, 3",
        "too many bytes,              1, 1, 3",
        "lengths that overflow,       2147483647, 2147483647, 3"
    })
    void refusesColumnsThatContradictEachOther(String what, int first, int second, int length) throws IOException {
        GenericRecord record = generic(
                "s", 1, 0, List.of(0L, 0L), List.of(first, second), List.of(9, 9), new byte[length], List.of(), 0);
        assertThatThrownBy(() -> decode(write(record, 0)))
                .isInstanceOf(AvroRuntimeException.class)
                .hasMessageStartingWith("not a packet batch: ");
    }

    @Test
    void refusesColumnsOfDifferentLengths() throws IOException {
        for (List<List<Integer>> columns : List.of(
                List.of(List.of(3), List.of(3, 4), List.<Integer>of()),
                List.of(List.of(1, 2), List.of(3), List.of(0)),
                List.of(List.of(3), List.<Integer>of(), List.<Integer>of()),
                List.of(List.of(3), List.of(3), List.of(0, 0)))) {
            GenericRecord record =
                    generic("s", 1, 0, List.of(0L), columns.get(0), columns.get(1), new byte[3], columns.get(2), 0);
            assertThatThrownBy(() -> decode(write(record, 0)))
                    .as(columns.toString())
                    .isInstanceOf(AvroRuntimeException.class)
                    .hasMessageContaining("do not add up");
        }
    }

    private static List<PacketBatch> batches() {
        Random random = new Random(7);
        return IntStream.of(0, 1, 2, 5, 40, 41, 1000)
                .mapToObj(size -> batch(size, random))
                .toList();
    }

    private static PacketBatch batch(int size, Random random) {
        // The columns are longer than they are full, as the producer's are.
        long[] times = new long[size + 3];
        int[] captured = new int[size + 3];
        int[] original = new int[size + 3];
        int[] trimmed = size % 2 == 0 ? null : new int[size + 3];
        int length = 0;
        for (int i = 0; i < size; i++) {
            if (trimmed != null) {
                trimmed[i] = random.nextInt(3) * random.nextInt(1500);
            }
            times[i] = 1_700_000_000_000_000_000L + random.nextInt() * 1000L;
            captured[i] = random.nextInt(i % 10 == 0 ? 1600 : 100);
            original[i] = captured[i] + random.nextInt(2) * random.nextInt(70_000);
            length += captured[i];
        }
        byte[] data = new byte[length + 17];
        random.nextBytes(data);
        return new PacketBatch(
                "sensor-ü" + size, 276, times, captured, original, size, data, length, trimmed, size % 3);
    }

    private static void assertSame(PacketBatch batch, PacketBatch expected) {
        checkColumns(batch);
        assertThat(toGeneric(batch)).isEqualTo(toGeneric(expected));
    }

    private static GenericRecord toGeneric(PacketBatch batch) {
        long first = batch.size() == 0 ? 0 : batch.time(0);
        return generic(
                batch.sensor(),
                batch.linkType(),
                first,
                IntStream.range(0, batch.size())
                        .mapToObj(i -> batch.time(i) - first)
                        .toList(),
                IntStream.range(0, batch.size()).mapToObj(batch::capturedLength).toList(),
                IntStream.range(0, batch.size()).mapToObj(batch::originalLength).toList(),
                Arrays.copyOf(batch.data(), batch.dataLength()),
                IntStream.range(0, batch.isTrimmed() ? batch.size() : 0)
                        .mapToObj(batch::trimmedLength)
                        .toList(),
                batch.pass());
    }

    private static GenericRecord generic(
            String sensor,
            int linkType,
            long first,
            List<Long> times,
            List<Integer> captured,
            List<Integer> original,
            byte[] data,
            List<Integer> trimmed,
            int pass) {
        GenericRecord record = new GenericData.Record(PacketBatchCodec.SCHEMA);
        record.put("sensor", new Utf8(sensor));
        record.put("link_type", linkType);
        record.put("first_time", first);
        record.put("time_offsets", times);
        record.put("captured_lengths", captured);
        record.put("original_lengths", original);
        record.put("data", ByteBuffer.wrap(data));
        record.put("trimmed_lengths", trimmed);
        record.put("pass", pass);
        return record;
    }

    private static byte[] writtenByAvro(PacketBatch batch, int blockSize) throws IOException {
        return write(toGeneric(batch), blockSize);
    }

    private static byte[] write(GenericRecord record, int blockSize) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = blockSize == 0
                ? EncoderFactory.get().directBinaryEncoder(bytes, null)
                : new EncoderFactory().configureBlockSize(blockSize).blockingBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, out);
        out.flush();
        return bytes.toByteArray();
    }

    private static GenericRecord readByAvro(byte[] bytes) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(PacketBatchCodec.SCHEMA).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return record;
    }

    private static PacketBatch decode(byte[] bytes) {
        return PacketBatchCodec.decode(bytes, 0, bytes.length, PacketBatchCodec.SCHEMA);
    }
}
