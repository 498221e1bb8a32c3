package io.brook.analysis.protocol.ssh;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;

/** The versions of both sides, their algorithms, the key exchange; then the lengths of the encrypted data. */
final class SshSession implements AnalyzerSession {
    /** A longer line is no version (RFC 4253, section 4.2, has 255 bytes), nor what a server says before it. */
    private static final int MAX_LINE = 16 * 1024;

    /** Zeek's SSH::max_packet_length: more than a packet may have before it is encrypted. */
    private static final long MAX_PACKET = 262_144;

    private static final int NEWKEYS = 21;
    private static final int VERSION_1_PUBLIC_KEY = 2;
    private static final int VERSION_1_SESSION_KEY = 3;

    /** What a side says next. */
    private enum Phase {
        VERSION,
        IN_THE_CLEAR,
        ENCRYPTED
    }

    private final SessionContext context;
    private final SshLines line;
    private final SshLoginGuess guess = new SshLoginGuess();
    private final PerDirection<Phase> phases = new PerDirection<>(side -> Phase.VERSION);
    private final PerDirection<SshVersion> versions = new PerDirection<>(side -> SshVersion.UNKNOWN);
    private PerDirection<SshKexInit> algorithms = new PerDirection<>(side -> null);
    private SshKeyExchange keyExchange = SshKeyExchange.UNKNOWN;

    SshSession(SessionContext context) {
        this.context = context;
        this.line = SshLines.of(context);
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        if (context.isPartial()) {
            return Outcome.STOP;
        }
        try {
            return take(direction, in);
        } catch (MalformedException e) {
            // Zeek passes over what came with it, and hears the other direction until the session is ended.
            in.skip(in.remaining());
            context.violation(e.violation());
            return Outcome.CONTINUE;
        }
    }

    private Outcome take(Direction direction, ByteCursor in) throws MalformedException {
        Outcome outcome = Outcome.CONTINUE;
        int before = -1;
        while (outcome == Outcome.CONTINUE && in.remaining() > 0 && in.position() != before) {
            before = in.position();
            outcome = switch (phases.get(direction)) {
                case VERSION -> version(direction, in);
                case IN_THE_CLEAR -> packet(direction, in);
                case ENCRYPTED -> encrypted(direction, in);
            };
        }
        return outcome;
    }

    private Outcome version(Direction direction, ByteCursor in) throws MalformedException {
        String said = in.line();
        if (said == null) {
            if (in.remaining() > MAX_LINE) {
                throw new MalformedException("exceeded max line length");
            }
            return Outcome.CONTINUE;
        }
        if (!said.startsWith("SSH-")) {
            // A server may greet before it says its version; a client may not.
            if (direction.isFromOriginator()) {
                throw new MalformedException("string mismatch");
            }
            return Outcome.CONTINUE;
        }
        phases.set(direction, Phase.IN_THE_CLEAR);
        versions.set(direction, SshVersion.of(said));
        line.version(direction, said);
        return Outcome.CONTINUE;
    }

    private SshVersion agreed() {
        return SshVersion.agreed(versions.get(Direction.ORIGINATOR), versions.get(Direction.RESPONDER));
    }

    private Outcome packet(Direction direction, ByteCursor in) throws MalformedException {
        SshVersion version = agreed();
        if (in.remaining() < 4) {
            return Outcome.CONTINUE;
        }
        if (version == SshVersion.UNKNOWN) {
            throw new MalformedException("out_of_bound: SSH_Key_Exchange");
        }
        long length = (long) in.peek16(0) << 16 | in.peek16(2);
        if (length > MAX_PACKET) {
            context.weird(SshWeird.PACKET_TOO_LONG, length + " > " + MAX_PACKET);
            return Outcome.STOP;
        }
        int padding = version == SshVersion.ONE ? 8 - (int) (length % 8) : 0;
        if (in.remaining() < 4 + padding + length) {
            return Outcome.CONTINUE;
        }
        in.skip(4);
        ByteCursor packet = in.slice(padding + (int) length);
        return version == SshVersion.ONE ? packet1(direction, padding, packet) : packet2(direction, packet);
    }

    private Outcome packet1(Direction direction, int padding, ByteCursor packet) throws MalformedException {
        int type = SshParser.version1(packet, padding);
        if (type != VERSION_1_PUBLIC_KEY && type != VERSION_1_SESSION_KEY) {
            throw new MalformedException("invalid case index SSH1_Message");
        }
        phases.set(direction, Phase.ENCRYPTED);
        if (type == VERSION_1_SESSION_KEY) {
            context.confirm();
        }
        return Outcome.CONTINUE;
    }

    private Outcome packet2(Direction direction, ByteCursor packet) throws MalformedException {
        SshMessage message = SshParser.message(packet);
        if (message.type() == NEWKEYS) {
            phases.set(direction, Phase.ENCRYPTED);
            context.confirm();
            return Outcome.CONTINUE;
        }
        if (keyExchange == SshKeyExchange.UNKNOWN) {
            canDo(direction, SshParser.kexInit(message.payload()));
        } else {
            exchange(message);
        }
        return Outcome.CONTINUE;
    }

    private void canDo(Direction direction, SshKexInit can) {
        if (algorithms.get(direction) != null) {
            return;
        }
        line.fingerprint(direction, can);
        algorithms.set(direction, can);
        SshKexInit client = algorithms.get(Direction.ORIGINATOR);
        SshKexInit server = algorithms.get(Direction.RESPONDER);
        if (client != null && server != null) {
            client.agree(server, line);
            begin(client.keyExchange(server));
        }
    }

    private void begin(String method) {
        keyExchange = method == null ? SshKeyExchange.UNKNOWN : SshKeyExchange.named(method);
        if (keyExchange != SshKeyExchange.UNKNOWN) {
            algorithms = new PerDirection<>(side -> null);
        } else if (method != null) {
            context.weird(SshWeird.UNKNOWN_KEY_EXCHANGE, method);
        }
    }

    private void exchange(SshMessage message) throws MalformedException {
        if (!keyExchange.allows(message.type())) {
            throw new MalformedException("invalid case index SSH2_Key_Exchange_Message");
        }
        if (keyExchange.isHostKey(message.type())) {
            line.hostKey(SshParser.hostKey(message.payload()));
        }
    }

    private Outcome encrypted(Direction direction, ByteCursor in) {
        int length = in.remaining();
        in.skip(length);
        if (agreed() != SshVersion.TWO) {
            boolean both = phases.get(Direction.ORIGINATOR) == Phase.ENCRYPTED
                    && phases.get(Direction.RESPONDER) == Phase.ENCRYPTED;
            return both ? Outcome.STOP : Outcome.CONTINUE;
        }
        return switch (guess.judge(direction, length)) {
            case NOTHING -> Outcome.CONTINUE;
            case FAILURE -> {
                line.login(false);
                yield Outcome.CONTINUE;
            }
            case SUCCESS -> {
                line.login(true);
                yield Outcome.STOP;
            }
        };
    }

    @Override
    public void finish() {
        line.log();
    }
}
