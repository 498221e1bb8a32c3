package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordedFile;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.SmbFilesLog;
import io.brook.schemas.log.SmbMappingLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Smb2SessionTest {
    private static final int TREE = 5;
    private static final int DISK = 1;
    private static final int PIPE = 2;
    private static final long FILE = 77;
    private static final long ACCESS_DENIED = 0xc0000022L;
    private static final long PENDING = 0x103;

    private final SessionRecorder session = new SessionRecorder(new SmbAnalyzer());

    private void map(int type) {
        session.originator(Version2.connect(1, "\\\\server\\share")).responder(Version2.connected(1, TREE, type));
    }

    private void open(String name, long options) {
        session.originator(Version2.create(2, TREE, name, options)).responder(Version2.created(2, TREE, FILE, 5));
    }

    private List<SmbFilesLog> fileLines() {
        return session.lines().stream()
                .filter(SmbFilesLog.class::isInstance)
                .map(SmbFilesLog.class::cast)
                .toList();
    }

    @Test
    void mapsAShareAndReadsAFile() {
        map(DISK);
        open("dir\\a.txt", 0);
        session.originator(Version2.read(3, TREE, FILE, 0))
                .responder(Version2.readReply(3, TREE, "hello"))
                .originator(Version2.close(4, TREE, FILE));

        SmbMappingLog mapping = session.line(SmbMappingLog.class);
        assertThat(mapping.getPath()).isEqualTo("\\\\server\\share");
        assertThat(mapping.getShareType()).isEqualTo("DISK");
        SmbFilesLog line = session.line(SmbFilesLog.class);
        assertThat(line.getAction()).isEqualTo("SMB::FILE_OPEN");
        assertThat(line.getPath()).isEqualTo("\\\\server\\share");
        assertThat(line.getName()).isEqualTo("dir\\a.txt");
        assertThat(line.getSize()).isEqualTo(5);
        assertThat(line.getTimes().getModified()).isEqualTo(1_700_000_000_000_000_000L);
        RecordedFile file = session.files().get(0);
        assertThat(file.text()).isEqualTo("@0:hello");
        assertThat(file.isEnded()).isTrue();
        assertThat(file.origin().direction().isFromOriginator()).isFalse();
        assertThat(session.said()).contains("confirm");
    }

    @Test
    void putsWhatIsWrittenWhereItBelongs() {
        map(DISK);
        open("a.txt", 0);
        session.originator(Version2.write(3, TREE, FILE, 100, "late".getBytes(StandardCharsets.US_ASCII)))
                .originator(Version2.write(4, TREE, FILE, 0, "early".getBytes(StandardCharsets.US_ASCII)));

        assertThat(session.files().get(0).text()).isEqualTo("@100:late@0:early");
        assertThat(session.files().get(0).origin().direction().isFromOriginator())
                .isTrue();
    }

    @Test
    void handsOnALongWriteAsItComes() {
        map(DISK);
        open("a.txt", 0);
        byte[] contents = new byte[SmbFrames.MAX_HELD + 1000];
        byte[] message = Version2.write(3, TREE, FILE, 0, contents);
        int half = message.length / 2;
        session.originator(Arrays.copyOf(message, half));
        int before = session.files().get(0).text().length();
        session.originator(Arrays.copyOfRange(message, half, message.length));

        assertThat(before).isGreaterThan(half - SmbFrames.HEAD);
        String text = session.files().get(0).text();
        assertThat(text.chars().filter(c -> c == 0)).hasSize(contents.length);
    }

    @Test
    void tellsTheOldNameOfARenamedFile() {
        map(DISK);
        open("old.txt", 0);
        session.originator(Version2.rename(3, TREE, FILE, "new.txt"));

        SmbFilesLog line = fileLines().get(1);
        assertThat(line.getAction()).isEqualTo("SMB::FILE_RENAME");
        assertThat(line.getName()).isEqualTo("new.txt");
        assertThat(line.getPrevName()).isEqualTo("old.txt");
    }

    @Test
    void logsThatAFileIsDeletedOnClose() {
        map(DISK);
        open("gone.txt", 0x1000);

        assertThat(fileLines())
                .extracting(SmbFilesLog::getAction)
                .containsExactly("SMB::FILE_OPEN", "SMB::FILE_DELETE");
    }

    @Test
    void logsAFileOnceInThreeMinutes() {
        map(DISK);
        open("a.txt", 0);
        session.originator(Version2.close(3, TREE, FILE));
        open("a.txt", 0);
        assertThat(fileLines()).hasSize(1);

        session.at(181_000_000_000L);
        open("a.txt", 0);
        assertThat(fileLines()).hasSize(2);
    }

    @Test
    void opensNothingThatTheServerRefuses() {
        map(DISK);
        session.originator(Version2.create(2, TREE, "a.txt", 0))
                .responder(Message.reply2(Smb2Layout.CREATE, TREE, 2, ACCESS_DENIED)
                        .u16(9)
                        .zeros(7)
                        .framed());

        assertThat(fileLines()).isEmpty();
    }

    @Test
    void waitsForTheReplyThatIsNotPreliminary() {
        map(DISK);
        session.originator(Version2.create(2, TREE, "a.txt", 0))
                .responder(Message.reply2(Smb2Layout.CREATE, TREE, 2, PENDING)
                        .u16(9)
                        .zeros(7)
                        .framed())
                .responder(Version2.created(2, TREE, FILE, 5));

        assertThat(session.line(SmbFilesLog.class).getName()).isEqualTo("a.txt");
    }

    @Test
    void seesCallsAndNoFileInAPipe() {
        map(PIPE);
        open("srvsvc", 0);
        session.originator(Version2.write(3, TREE, FILE, 0, SmbCallStreamTest.request(1, 3, "0000")));

        assertThat(session.said()).contains("confirm dce_rpc");
        assertThat(session.files()).isEmpty();
        assertThat(fileLines()).isEmpty();
    }

    @Test
    void knowsAPipeByItsNameWhenTheShareWasNotSeen() {
        open("lsarpc", 0);
        session.originator(Version2.write(3, TREE, FILE, 0, SmbCallStreamTest.request(1, 3, "0000")));

        assertThat(session.files()).isEmpty();
        assertThat(session.said()).contains("confirm dce_rpc");
    }

    @Test
    void seesNothingInEncryptedMessages() {
        map(DISK);
        int before = session.said().size();
        byte[] encrypted = new Message().hex("fd534d42").zeros(200).framed();
        session.originator(encrypted).responder(encrypted);

        assertThat(session.said().subList(before, session.said().size())).containsExactly("confirm");
    }

    @Test
    void namesTheMechanismOfALogon() {
        session.originator(Version2.logOn(1, SmbTokenParserTest.NTLM_NEGOTIATE));

        assertThat(session.said()).containsExactly("confirm ntlm");
    }
}
