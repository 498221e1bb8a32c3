package io.brook.analysis.protocol.ssh;

import static io.brook.analysis.protocol.ssh.SshTraffic.NEW_KEYS;
import static io.brook.analysis.protocol.ssh.SshTraffic.canDo;
import static io.brook.analysis.protocol.ssh.SshTraffic.packet;
import static io.brook.analysis.protocol.ssh.SshTraffic.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SshLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshSessionTest {
    private static final String CLIENT = "SSH-2.0-OpenSSH_9.9\r\n";
    private static final String SERVER = "SSH-2.0-dropbear_2024.86\r\n";

    private final SshAnalyzer analyzer = new SshAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    private SessionRecorder exchange(String compression) {
        return session.originator(CLIENT)
                .responder(SERVER)
                .originator(canDo(
                        "curve25519-sha256,ecdh-sha2-nistp256",
                        "ssh-ed25519,ssh-rsa",
                        "aes128-ctr",
                        "hmac-sha2-256",
                        compression))
                .responder(canDo(
                        "ecdh-sha2-nistp256",
                        "ssh-rsa,ssh-ed25519",
                        "aes256-ctr,aes128-ctr",
                        "hmac-sha2-256",
                        compression))
                .originator(packet(30, new byte[36]))
                .responder(reply("key".getBytes(StandardCharsets.US_ASCII)))
                .responder(NEW_KEYS)
                .originator(NEW_KEYS);
    }

    private SessionRecorder encrypted(Direction direction, int length) {
        return session.data(direction, new byte[length]);
    }

    @Test
    void saysWhatBothSidesAgreeOn() {
        SshLog line = exchange("none").finish().line(SshLog.class);
        assertThat(line.getVersion()).isEqualTo(2);
        assertThat(line.getClient()).isEqualTo("SSH-2.0-OpenSSH_9.9");
        assertThat(line.getServer()).isEqualTo("SSH-2.0-dropbear_2024.86");
        assertThat(line.getKexAlg()).isEqualTo("ecdh-sha2-nistp256");
        assertThat(line.getHostKeyAlg()).isEqualTo("ssh-ed25519");
        assertThat(line.getCipherAlg()).isEqualTo("aes128-ctr");
        assertThat(line.getMacAlg()).isEqualTo("hmac-sha2-256");
        assertThat(line.getCompressionAlg()).isEqualTo("none");
        assertThat(line.getHostKeyFingerprint()).isEqualTo("SHA256:LHDhK3oGRvkiefQnx7OOczTY5Tic/xZ6");
        assertThat(line.getAuthSuccess()).isNull();
        assertThat(line.getAuthAttempts()).isZero();
    }

    /** What the description of HASSH gives as an example: the algorithms of Cyberduck 6.7.1. */
    @Test
    void hasTheFingerprintThatHasshDescribes() {
        String keyExchange =
                "curve25519-sha256@libssh.org,diffie-hellman-group-exchange-sha256,ecdh-sha2-nistp521,ecdh-sha2-nistp384,"
                        + "ecdh-sha2-nistp256,diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1,diffie-hellman-group14-sha1,"
                        + "diffie-hellman-group14-sha256,diffie-hellman-group15-sha512,diffie-hellman-group16-sha512,"
                        + "diffie-hellman-group17-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256@ssh.com,"
                        + "diffie-hellman-group15-sha256,diffie-hellman-group15-sha256@ssh.com,diffie-hellman-group15-sha384@ssh.com,"
                        + "diffie-hellman-group16-sha256,diffie-hellman-group16-sha384@ssh.com,diffie-hellman-group16-sha512@ssh.com,"
                        + "diffie-hellman-group18-sha512@ssh.com";
        String ciphers =
                "aes128-cbc,aes128-ctr,aes192-cbc,aes192-ctr,aes256-cbc,aes256-ctr,blowfish-cbc,blowfish-ctr,cast128-cbc,"
                        + "cast128-ctr,idea-cbc,idea-ctr,serpent128-cbc,serpent128-ctr,serpent192-cbc,serpent192-ctr,serpent256-cbc,"
                        + "serpent256-ctr,3des-cbc,3des-ctr,twofish128-cbc,twofish128-ctr,twofish192-cbc,twofish192-ctr,twofish256-cbc,"
                        + "twofish256-ctr,twofish-cbc,arcfour,arcfour128,arcfour256";
        String macs = "hmac-sha1,hmac-sha1-96,hmac-md5,hmac-md5-96,hmac-sha2-256,hmac-sha2-512";
        SshLog line = session.originator("SSH-2.0-Cyberduck/6.7.1\r\n")
                .responder(SERVER)
                .originator(canDo(keyExchange, "ssh-rsa", ciphers, macs, "zlib@openssh.com,zlib,none"))
                .finish()
                .line(SshLog.class);
        assertThat(line.getHassh()).isEqualTo("8a8ae540028bf433cd68356c1b9e8d5b");
        assertThat(line.getHasshServer()).isNull();
    }

    @Test
    void namesTheSoftwareOfBothSides() {
        exchange("none");
        assertThat(session.said())
                .contains(
                        "SoftwareBanner[direction=ORIGINATOR, host=null, type=SSH::CLIENT, banner=OpenSSH_9.9, port=0]",
                        "SoftwareBanner[direction=RESPONDER, host=null, type=SSH::SERVER, banner=dropbear_2024.86, port=1]",
                        "confirm");
    }

    @Test
    void knowsASuccessfulLoginByItsLengthAndLooksNoFurther() {
        exchange("none");
        encrypted(Direction.ORIGINATOR, 48);
        encrypted(Direction.RESPONDER, 48);
        encrypted(Direction.ORIGINATOR, 64);
        encrypted(Direction.RESPONDER, 64);
        encrypted(Direction.ORIGINATOR, 128);
        encrypted(Direction.RESPONDER, 64);
        encrypted(Direction.ORIGINATOR, 128);
        assertThat(session.lines()).isEmpty();
        encrypted(Direction.RESPONDER, 32);
        SshLog line = session.line(SshLog.class);
        assertThat(line.getAuthSuccess()).isTrue();
        assertThat(line.getAuthAttempts()).isEqualTo(2);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        assertThat(session.finish().lines()).hasSize(1);
    }

    @Test
    void countsFailuresAndSkipsABanner() {
        exchange("none");
        encrypted(Direction.ORIGINATOR, 48);
        encrypted(Direction.RESPONDER, 48);
        encrypted(Direction.RESPONDER, 400);
        encrypted(Direction.RESPONDER, 64);
        encrypted(Direction.RESPONDER, 64);
        encrypted(Direction.RESPONDER, 64);
        SshLog line = session.finish().line(SshLog.class);
        assertThat(line.getAuthSuccess()).isFalse();
        assertThat(line.getAuthAttempts()).isEqualTo(2);
    }

    @Test
    void guessesAtNothingThatIsCompressed() {
        exchange("zlib@openssh.com");
        encrypted(Direction.ORIGINATOR, 48);
        encrypted(Direction.RESPONDER, 48);
        encrypted(Direction.RESPONDER, 32);
        SshLog line = session.line(SshLog.class);
        assertThat(line.getAuthSuccess()).isNull();
        assertThat(line.getAuthAttempts()).isZero();
    }

    @Test
    void takesWhatIsEncryptedBehindNewKeysForAPieceOfItsOwn() {
        exchange("none");
        SessionRecorder joined = new SessionRecorder(analyzer);
        joined.originator("SSH-2.0-a\r\n").responder("SSH-2.0-b\r\n");
        byte[] can = canDo("ecdh-sha2-nistp256", "ssh-rsa", "c", "m", "none");
        joined.originator(can).responder(can).originator(NEW_KEYS).originator(new byte[48]);
        byte[] both = Arrays.copyOf(NEW_KEYS, NEW_KEYS.length + 48);
        joined.responder(both).responder(new byte[32]);
        assertThat(joined.line(SshLog.class).getAuthSuccess()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-a, SSH-2.0-b, 2",
        "SSH-1.99-a, SSH-2.0-b, 2",
        "SSH-2.0-a, SSH-1.99-b, 2",
        "SSH-1.99-a, SSH-1.99-b, 2",
        "SSH-1.5-a, SSH-1.99-b, 1",
        "SSH-1.99-a, SSH-1.5-b, 1",
        "SSH-1.5-a, SSH-1.5-b, 1"
    })
    void agreesOnAVersion(String client, String server, long version) {
        session.originator(client + '\n').responder(server + '\n');
        assertThat(session.finish().line(SshLog.class).getVersion()).isEqualTo(version);
    }

    @Test
    void findsItOddThatVersionsDoNotAgree() {
        session.originator("SSH-1.5-a\n").responder("SSH-2.0-b\n");
        assertThat(session.said()).contains("weird SSH_version_mismatch: SSH-2.0-b vs SSH-1.5-a");
        assertThat(session.finish().line(SshLog.class).getVersion()).isNull();
    }

    @Test
    void followsVersionOneUpToTheSessionKey() {
        session.originator("SSH-1.5-a\n").responder("SSH-1.5-b\n");
        // Five bytes and their padding: the number of the message, and its checksum.
        session.responder(
                (byte) 0, (byte) 0, (byte) 0, (byte) 5, (byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) 0, (byte) 0,
                (byte) 0, (byte) 0);
        assertThat(session.said()).doesNotContain("confirm");
        session.originator(
                (byte) 0, (byte) 0, (byte) 0, (byte) 5, (byte) 0, (byte) 0, (byte) 0, (byte) 3, (byte) 0, (byte) 0,
                (byte) 0, (byte) 0);
        assertThat(session.said()).contains("confirm");
        assertThat(session.originator("secret").outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void letsAServerGreetBeforeItSaysItsVersion() {
        session.originator(CLIENT).responder("Welcome\r\nto this host\r\n" + SERVER);
        assertThat(session.finish().line(SshLog.class).getServer()).isEqualTo("SSH-2.0-dropbear_2024.86");
    }

    @Test
    void isViolatedByAClientThatSaysNoVersion() {
        session.originator("GET / HTTP/1.1\r\n");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        assertThat(session.finish().lines()).isEmpty();
    }

    @Test
    void findsAKeyExchangeOddThatItDoesNotKnow() {
        byte[] can = canDo("rot13", "ssh-rsa", "c", "m", "none");
        session.originator(CLIENT).responder(SERVER).originator(can).responder(can);
        assertThat(session.said()).contains("weird ssh_unknown_kex_algorithm: rot13");
    }

    @Test
    void saysSoWhenTheyAgreeOnNothing() {
        session.originator(CLIENT)
                .responder(SERVER)
                .originator(canDo("a", "b", "c", "d", "e"))
                .responder(canDo("f", "g", "h", "i", "j"));
        assertThat(session.finish().line(SshLog.class).getCipherAlg()).isEqualTo("Algorithm negotiation failed");
    }

    @Test
    void stopsAtAHole() {
        session.originator(CLIENT).gap(Direction.RESPONDER, 100);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        assertThat(session.finish().line(SshLog.class).getClient()).isEqualTo("SSH-2.0-OpenSSH_9.9");
    }

    @Test
    void comparesTenThousandNamesWithAsManyAtOnce() {
        String ours = names("a");
        String theirs = names("b");
        session.originator(CLIENT)
                .responder(SERVER)
                .originator(canDo(ours, "k", "c", "m", "none"))
                .responder(canDo(theirs, "k", "c", "m", "none"));
        assertThat(session.finish().line(SshLog.class).getKexAlg()).isEqualTo("Algorithm negotiation failed");
    }

    private static String names(String prefix) {
        return IntStream.range(0, 10_000)
                .mapToObj(i -> prefix + Integer.toString(i, 36))
                .collect(Collectors.joining(","));
    }

    @Test
    void givesUpOnALineThatDoesNotEnd() {
        session.originator("SSH-" + "x".repeat(20_000));
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void givesUpOnAPacketTooLong() {
        session.originator(CLIENT).responder(SERVER).responder((byte) 0x7f, (byte) 0, (byte) 0, (byte) 0);
        assertThat(session.said()).contains("weird SSH_max_packet_length_exceeded: 2130706432 > 262144");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @ParameterizedTest
    @CsvSource({"SSH-2.0, YES", "ssh-1.5, YES", "SSH-2, MORE", "SSH-3.0, NO", "SSX, NO", "S, MORE", "220 hi, NO"})
    void knowsItByItsFirstBytes(String first, Probe expected) {
        byte[] bytes = first.getBytes(StandardCharsets.US_ASCII);
        assertThat(analyzer.probe(Direction.ORIGINATOR, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }
}
