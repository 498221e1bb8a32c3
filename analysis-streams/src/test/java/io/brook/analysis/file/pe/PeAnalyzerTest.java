package io.brook.analysis.file.pe;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.PeLog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PeAnalyzerTest {
    private static final int PE_HEADER = 128;
    private static final int OPTIONAL_HEADER = PE_HEADER + 24;
    private static final int SECTIONS = OPTIONAL_HEADER + 224;

    private final List<PeLog> lines = new ArrayList<>();

    @Test
    void saysWhatTheHeadersOfAnExecutableSay() {
        follow(executable(), executable().length);

        PeLog line = lines.get(0);
        assertThat(line.getTs()).isEqualTo(7);
        assertThat(line.getId()).isEqualTo("F1");
        assertThat(line.getMachine()).isEqualTo("I386");
        assertThat(line.getCompileTs()).isEqualTo(1_000_000_000L * 1_000_000_000L);
        assertThat(line.getOs()).isEqualTo("Windows 7 or Server 2008 R2");
        assertThat(line.getSubsystem()).isEqualTo("WINDOWS_CUI");
        assertThat(line.getIsExe()).isTrue();
        assertThat(line.getIs64bit()).isFalse();
        assertThat(line.getUsesAslr()).isTrue();
        assertThat(line.getUsesDep()).isTrue();
        assertThat(line.getUsesCodeIntegrity()).isFalse();
        assertThat(line.getUsesSeh()).isFalse();
        assertThat(line.getHasImportTable()).isTrue();
        assertThat(line.getHasExportTable()).isFalse();
        assertThat(line.getSectionNames()).containsExactly(".text", "12345678");
    }

    @Test
    void saysTheSameHoweverTheFileIsCutUp() {
        follow(executable(), executable().length);
        follow(executable(), 1);
        follow(executable(), 7);
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
        assertThat(lines.get(2)).isEqualTo(lines.get(0));
    }

    @Test
    void saysNothingOfADosProgramWhoseHeaderPointsOutOfTheFile() {
        byte[] program = executable();
        little(program).putInt(60, 0xffff_fff0);
        follow(program, 100);
        assertThat(lines).isEmpty();
    }

    @Test
    void doesNotBelieveTablesThatAreLongerThanTheirHeader() {
        byte[] program = executable();
        little(program).putInt(OPTIONAL_HEADER + 92, 0x1fff_ffff);
        follow(program, 100);
        assertThat(lines.get(0).getMachine()).isEqualTo("I386");
        assertThat(lines.get(0).getOs()).isNull();
        assertThat(lines.get(0).getSectionNames()).isNull();
    }

    @Test
    void keepsLittleOfManySections() {
        byte[] program = Arrays.copyOf(executable(), SECTIONS + 0xffff * 40);
        little(program).putShort(PE_HEADER + 6, (short) 0xffff);
        follow(program, 1000);
        assertThat(lines.get(0).getSectionNames()).hasSize(1000);
    }

    @Test
    void neverThrowsWhateverTheHeadersSay() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] program = executable();
            for (int j = 0; j < 6; j++) {
                program[(j % 2 == 0 ? 60 : PE_HEADER) + random.nextInt(60)] = (byte) random.nextInt();
            }
            follow(program, 1 + random.nextInt(500));
        }
        assertThat(lines).isNotEmpty();
    }

    private void follow(byte[] file, int step) {
        FileFollower follower = new PeAnalyzer().open(new Context());
        for (int at = 0; at < file.length; at += step) {
            if (!follower.data(file, at, Math.min(step, file.length - at))) {
                break;
            }
        }
        follower.end();
    }

    private static byte[] executable() {
        byte[] file = new byte[SECTIONS + 2 * 40 + 100];
        ByteBuffer bytes = little(file);
        bytes.put(0, "MZ".getBytes(StandardCharsets.US_ASCII)).putInt(60, PE_HEADER);
        bytes.putInt(PE_HEADER, 0x4550).putShort(PE_HEADER + 4, (short) 0x14c).putShort(PE_HEADER + 6, (short) 2);
        bytes.putInt(PE_HEADER + 8, 1_000_000_000).putShort(PE_HEADER + 20, (short) 224);
        bytes.putShort(PE_HEADER + 22, (short) 0x102).putShort(OPTIONAL_HEADER, (short) 0x10b);
        bytes.putShort(OPTIONAL_HEADER + 40, (short) 6).putShort(OPTIONAL_HEADER + 42, (short) 1);
        bytes.putShort(OPTIONAL_HEADER + 68, (short) 3).putShort(OPTIONAL_HEADER + 70, (short) 0x540);
        bytes.putInt(OPTIONAL_HEADER + 92, 16).putInt(OPTIONAL_HEADER + 96 + 12, 40);
        bytes.put(SECTIONS, ".text".getBytes(StandardCharsets.US_ASCII));
        bytes.put(SECTIONS + 40, "12345678".getBytes(StandardCharsets.US_ASCII));
        return file;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private final class Context implements FileContext {
        @Override
        public String fuid() {
            return "F1";
        }

        @Override
        public String mimeType() {
            return "application/x-dosexec";
        }

        @Override
        public Direction direction() {
            return Direction.RESPONDER;
        }

        @Override
        public long created() {
            return 7;
        }

        @Override
        public long time() {
            return 7;
        }

        @Override
        public void log(SpecificRecord line) {
            lines.add((PeLog) line);
        }

        @Override
        public void report(String subject, SpecificRecord found) {
            throw new AssertionError(found);
        }
    }
}
