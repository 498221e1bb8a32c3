package io.brook.deploy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketSorterTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 1 << 20})
    void sortsByTimeAndThenByArrivalHoweverLittleMemoryThereIs(long memory) throws Exception {
        Random random = new Random(7);
        List<CutPacket> packets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            packets.add(new CutPacket(random.nextInt(40), 1, i, i % 3, new byte[random.nextInt(30)]));
        }
        List<CutPacket> sorted = new ArrayList<>();
        try (PacketSorter sorter = new PacketSorter(memory)) {
            for (CutPacket packet : packets) {
                sorter.add(packet);
            }
            sorter.drain(sorted::add);
        }
        packets.sort(Comparator.comparingLong(CutPacket::time));
        assertThat(sorted).usingRecursiveComparison().isEqualTo(packets);
    }
}
