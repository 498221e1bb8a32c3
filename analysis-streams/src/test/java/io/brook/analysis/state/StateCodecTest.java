package io.brook.analysis.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateCodecTest {
    private enum Phase {
        BEGIN,
        BODY {
            @Override
            public String toString() {
                return "body";
            }
        }
    }

    /** What belongs to the engine. */
    private record Engine(Thread thread) {}

    private record Point(int x, String name) {}

    private static final class Session {
        private final Engine engine;
        private final Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        private final ArrayDeque<Point> points = new ArrayDeque<>();
        private Phase phase = Phase.BEGIN;
        private byte[] pending = {1, 2};
        private Session self;
        private ConnLog line;

        Session(Engine engine) {
            this.engine = engine;
        }
    }

    private final Engine engine = new Engine(Thread.currentThread());
    private final StateCodec codec = new StateCodec(List.of(engine));

    @Test
    void givesBackWhatWasSavedWithTheEngineThatIsThere() {
        Session session = new Session(engine);
        session.numbers.put("a", new ArrayList<>(List.of(1, 2)));
        session.points.add(new Point(3, "p"));
        session.phase = Phase.BODY;
        session.self = session;
        session.line = new ConnLog();
        session.line.setUid("C1");
        session.line.setId(new ConnId("10.0.0.1", 1, "10.0.0.2", 2));

        Engine other = new Engine(Thread.currentThread());
        Session back = (Session) new StateCodec(List.of(other)).restore(codec.save(session));

        assertThat(back.engine).isSameAs(other);
        assertThat(back.numbers).isEqualTo(session.numbers);
        assertThat(back.points).containsExactly(new Point(3, "p"));
        assertThat(back.phase).isEqualTo(Phase.BODY);
        assertThat(back.pending).containsExactly(1, 2);
        assertThat(back.self).isSameAs(back);
        assertThat(back.line.getUid()).isEqualTo("C1");
        assertThat(back.line.getId()).isEqualTo(session.line.getId());
        assertThat(back.line.getProto()).isNull();
    }

    @Test
    void inflatersGoOnWhereTheyWere() throws Exception {
        byte[] text = "many words, many words, many words. ".repeat(500).getBytes(StandardCharsets.US_ASCII);
        byte[] packed = deflate(text);
        byte[] out = new byte[text.length];
        Inflater inflater = new Inflater();
        int done = 0;
        for (int at = 0; at < packed.length; at += 7) {
            byte[] piece = Arrays.copyOfRange(packed, at, Math.min(packed.length, at + 7));
            inflater.setInput(piece);
            inflater.setOutput(out, done, out.length - done);
            inflater.inflate(JZlib.Z_SYNC_FLUSH);
            done = (int) inflater.getTotalOut();
            inflater.setOutput(new byte[0]);
            inflater.setInput(new byte[0]);
            inflater = (Inflater) codec.restore(codec.save(inflater));
        }
        assertThat(out).isEqualTo(text);
    }

    private static byte[] deflate(byte[] text) throws Exception {
        Deflater deflater = new Deflater(JZlib.Z_DEFAULT_COMPRESSION);
        byte[] out = new byte[text.length + 100];
        deflater.setInput(text);
        deflater.setOutput(out);
        deflater.deflate(JZlib.Z_FINISH);
        return Arrays.copyOf(out, (int) deflater.getTotalOut());
    }

    @Test
    void refusesWhatIsNotMeantToBeSaved() {
        Session session = new Session(engine);
        assertThatThrownBy(() -> codec.save(List.of(session, Thread.currentThread())))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void refusesBytesThatAreNoState() {
        assertThatThrownBy(() -> codec.restore(new byte[] {9, 9, 9})).isInstanceOf(RuntimeException.class);
    }
}
