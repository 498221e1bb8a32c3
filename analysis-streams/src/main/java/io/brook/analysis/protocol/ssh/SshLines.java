package io.brook.analysis.protocol.ssh;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.Digests;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SshLog;
import java.util.Base64;

/** The session's line of ssh.log, while it is filled in and until it is logged. */
final class SshLines {
    /** As much of the hash as Zeek 8.2 shows. */
    private static final int FINGERPRINT = 32;

    private SessionContext context;
    private SshLog line;
    private boolean logged;

    private SshLines() {}

    /** The connection's: a session that ends with a violation may be followed by another, and both tell of one conversation. */
    static SshLines of(SessionContext context) {
        SshLines lines = context.remembered() instanceof SshLines known ? known : new SshLines();
        lines.context = context;
        context.remember(lines);
        return lines;
    }

    /** There is something to tell from here on. */
    void begin() {
        if (line == null) {
            line = new SshLog();
            line.setTs(context.time());
            boolean fromInside = context.isLocal(Direction.ORIGINATOR);
            if (fromInside != context.isLocal(Direction.RESPONDER)) {
                line.setDirection(fromInside ? "OUTBOUND" : "INBOUND");
            }
        }
    }

    void version(Direction direction, String said) {
        begin();
        if (direction.isFromOriginator()) {
            line.setClient(said);
            String name = said.replaceFirst("^SSH[0-9.\\-]+", "");
            context.software(new SoftwareBanner(Direction.ORIGINATOR, "SSH::CLIENT", name, 0));
        } else {
            line.setServer(said);
            String name = said.replaceFirst("SSH[0-9.\\-]{2,}", "");
            context.software(new SoftwareBanner(Direction.RESPONDER, "SSH::SERVER", name, context.responderPort()));
        }
        if (line.getClient() != null && line.getServer() != null) {
            agree(line.getClient(), line.getServer());
        }
    }

    private void agree(String client, String server) {
        SshVersion ofClient = SshVersion.of(client);
        SshVersion ofServer = SshVersion.of(server);
        switch (SshVersion.agreed(ofClient, ofServer)) {
            case ONE -> line.setVersion(1L);
            case TWO -> line.setVersion(2L);
            default -> {
                String both = server + " vs " + client;
                if (client.length() <= 4 || server.length() <= 4) {
                    context.weird(SshWeird.UNCLEAR_VERSION, both);
                } else if (ofClient != SshVersion.UNKNOWN && ofServer != SshVersion.UNKNOWN) {
                    context.weird(SshWeird.VERSION_MISMATCH, both);
                }
            }
        }
    }

    void algorithms(String cipher, String mac, String compression, String keyExchange, String hostKey) {
        begin();
        line.setCipherAlg(cipher);
        line.setMacAlg(mac);
        line.setCompressionAlg(compression);
        line.setKexAlg(keyExchange);
        line.setHostKeyAlg(hostKey);
    }

    /** A side's HASSH fingerprint (github.com/salesforce/hassh): the MD5 digest of what it can do. */
    void fingerprint(Direction direction, SshKexInit side) {
        begin();
        String fingerprint = Digests.hexOf(DigestAlgorithm.MD5, side.inDirection(direction));
        if (direction.isFromOriginator()) {
            line.setHassh(fingerprint);
        } else {
            line.setHasshServer(fingerprint);
        }
    }

    void hostKey(byte[] key) {
        begin();
        byte[] hash = Digests.of(DigestAlgorithm.SHA256, key);
        String shown = Base64.getEncoder().encodeToString(hash).substring(0, FINGERPRINT);
        line.setHostKeyFingerprint("SHA256:" + shown);
    }

    /** There was an attempt to log in. Where both sides compress, lengths tell nothing of its outcome. */
    void login(boolean succeeded) {
        begin();
        boolean compressed =
                "zlib".equals(line.getCompressionAlg()) || "zlib@openssh.com".equals(line.getCompressionAlg());
        if (!compressed) {
            line.setAuthSuccess(succeeded);
            line.setAuthAttempts(line.getAuthAttempts() + 1);
        }
        if (succeeded) {
            log();
        }
    }

    /** Writes the line, if there is one that has not been written. */
    void log() {
        if (line != null && !logged) {
            logged = true;
            context.log(line);
        }
    }
}
