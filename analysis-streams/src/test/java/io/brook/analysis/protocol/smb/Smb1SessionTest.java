package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.SmbFilesLog;
import io.brook.schemas.log.SmbMappingLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Smb1SessionTest {
    private static final int TREE = 0x800;
    private static final int NONE = 0xff;

    private final SessionRecorder session = new SessionRecorder(new SmbAnalyzer());

    private static Message andX(Message message, int words, int next, int offset) {
        return message.u8(words).u8(next).u8(0).u16(offset);
    }

    private static byte[] connect(int number, String path) {
        return andX(Message.request1(Smb1Layout.TREE_CONNECT, 0, number), 4, NONE, 0)
                .u16(0)
                .u16(1)
                .u16(0)
                .u8(0)
                .utf16(path + '\0')
                .text("?????\0")
                .framed();
    }

    private static byte[] connected(int number, String service, String system) {
        int count = service.length() + 1 + (system.isEmpty() ? 0 : 2 * system.length() + 2);
        Message message = andX(Message.reply1(Smb1Layout.TREE_CONNECT, TREE, number), 3, NONE, 0)
                .u16(1)
                .u16(count)
                .text(service + '\0');
        return (system.isEmpty() ? message : message.zeros(message.length() & 1).utf16(system + '\0')).framed();
    }

    private static byte[] create(int number, String name) {
        return andX(Message.request1(Smb1Layout.NT_CREATE, TREE, number), 24, NONE, 0)
                .zeros(44)
                .u16(0)
                .u8(0)
                .utf16(name + '\0')
                .framed();
    }

    private static byte[] created(int number, int file, long size) {
        return andX(Message.reply1(Smb1Layout.NT_CREATE, TREE, number), 34, NONE, 0)
                .u8(0)
                .u16(file)
                .u32(1)
                .u64(Version2.TIME)
                .u64(Version2.TIME)
                .u64(Version2.TIME)
                .u64(Version2.TIME)
                .u32(0)
                .u64(size)
                .u64(size)
                .zeros(7)
                .framed();
    }

    private static byte[] read(int number, int file, int position) {
        return andX(Message.request1(Smb1Layout.READ, TREE, number), 10, NONE, 0)
                .u16(file)
                .u32(position)
                .zeros(12)
                .framed();
    }

    private static byte[] readReply(int number, String contents) {
        return andX(Message.reply1(Smb1Layout.READ, TREE, number), 12, NONE, 0)
                .zeros(6)
                .u16(contents.length())
                .u16(59)
                .zeros(10)
                .u16(contents.length())
                .text(contents)
                .framed();
    }

    private static byte[] write(int number, int file, int position, String contents) {
        return andX(Message.request1(Smb1Layout.WRITE, TREE, number), 12, NONE, 0)
                .u16(file)
                .u32(position)
                .zeros(8)
                .u16(0)
                .u16(contents.length())
                .u16(59)
                .u16(contents.length())
                .text(contents)
                .framed();
    }

    private static byte[] close(int number, int file) {
        return Message.request1(Smb1Layout.CLOSE, TREE, number)
                .u8(3)
                .u16(file)
                .u32(0)
                .u16(0)
                .framed();
    }

    /** Commands to log off, as many as there are offsets, each of which says that the next one is there. */
    private static byte[] chain(int... offsets) {
        Message message = Message.request1(Smb1Layout.LOGOFF, TREE, 1);
        for (int offset : offsets) {
            andX(message, 2, Smb1Layout.LOGOFF, offset).u16(0);
        }
        return andX(message, 2, NONE, 0).u16(0).framed();
    }

    @Test
    void mapsAShareAndReadsAndWritesAFile() {
        session.originator(connect(1, "\\\\server\\docs"))
                .responder(connected(1, "A:", "NTFS"))
                .originator(create(2, "\\a.txt"))
                .responder(created(2, 9, 5))
                .originator(read(3, 9, 7))
                .responder(readReply(3, "hello"))
                .originator(write(4, 9, 0, "ab"))
                .originator(close(5, 9));

        SmbMappingLog mapping = session.line(SmbMappingLog.class);
        assertThat(mapping.getPath()).isEqualTo("\\\\server\\docs");
        assertThat(mapping.getService()).isEqualTo("A:");
        assertThat(mapping.getNativeFileSystem()).isEqualTo("NTFS");
        assertThat(session.line(SmbFilesLog.class).getName()).isEqualTo("\\a.txt");
        assertThat(session.files().get(0).text()).isEqualTo("@7:hello@0:ab");
        assertThat(session.files().get(0).isEnded()).isTrue();
        assertThat(session.said()).contains("confirm");
    }

    @Test
    void sendsNoFileThroughAPipe() {
        session.originator(connect(1, "\\\\server\\IPC$"))
                .responder(connected(1, "IPC", ""))
                .originator(create(2, "\\srvsvc"))
                .responder(created(2, 9, 0))
                .originator(
                        write(3, 9, 0, new String(SmbCallStreamTest.request(1, 3, "00"), StandardCharsets.ISO_8859_1)));

        assertThat(session.line(SmbMappingLog.class).getShareType()).isEqualTo("PIPE");
        assertThat(session.files()).isEmpty();
        assertThat(session.said()).contains("confirm dce_rpc");
    }

    @Test
    void seesTheCallsOfATransaction() {
        byte[] call = SmbCallStreamTest.request(1, 3, "00");
        Message message = Message.request1(Smb1Layout.TRANSACTION, TREE, 1)
                .u8(16)
                .zeros(18)
                .u16(0)
                .u16(84)
                .u16(call.length)
                .u16(84)
                .u8(2)
                .zeros(5)
                .u16(0)
                .zeros(1)
                .utf16("\\PIPE\\\0");
        message.zeros(84 - message.length());
        session.originator(
                message.text(new String(call, StandardCharsets.ISO_8859_1)).framed());

        assertThat(session.said()).containsExactly("confirm dce_rpc");
    }

    @Test
    void followsAChainOfCommands() {
        session.originator(chain(39, 46));

        assertThat(session.said()).isEmpty();
    }

    @Test
    void findsAChainOddThatDoesNotAdvance() {
        session.originator(chain(0));

        assertThat(session.said()).containsExactly("weird smb_andx_offset_not_advancing", "limit");
    }

    @Test
    void followsAChainOnlySoFar() {
        int[] offsets = new int[60];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = 39 + 7 * i;
        }
        session.originator(chain(offsets));

        assertThat(session.said()).containsExactly("weird smb_andx_depth_exceeded", "limit");
    }

    @Test
    void knowsNothingOfAShareThatItDidNotSeeMapped() {
        session.originator(create(2, "\\a.txt")).responder(created(2, 9, 5));

        SmbFilesLog line = session.line(SmbFilesLog.class);
        assertThat(line.getPath()).isNull();
        assertThat(line.getSize()).isEqualTo(5);
    }

    @Test
    void takesAReplyThatIsNothingButAStatusForRight() {
        byte[] refusal = Message.reply1(Smb1Layout.NT_CREATE, TREE, 2).zeros(3).framed();
        session.originator(create(2, "\\a.txt")).responder(refusal).originator(create(3, "\\b.txt"));

        assertThat(session.said()).isEqualTo(List.of("confirm"));
    }
}
