package io.brook.analysis.protocol.ssh;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;

/** Reads packets that are not encrypted, after their lengths. As in Zeek's words, what is cut off is told by its structure alone. */
final class SshParser {
    /** The length of the padding, and the message's number. */
    private static final int HEADER = 2;

    private static final int COOKIE = 16;

    /** Whether a guess follows, and four reserved bytes. */
    private static final int TRAILER = 5;

    private SshParser() {}

    /** The number of a message of version 1; 0 when there is none. */
    static int version1(ByteCursor packet, int padding) {
        packet.skip(padding);
        return packet.remaining() == 0 ? 0 : packet.u8();
    }

    /** A message of version 2. */
    static SshMessage message(ByteCursor packet) throws MalformedException {
        need(packet, HEADER, "SSH2_Header");
        int padding = packet.u8();
        int type = packet.u8();
        need(packet, padding, "SSH2_Key_Exchange:pad");
        return new SshMessage(type, packet.slice(packet.remaining() - padding));
    }

    /** The algorithms that one side supports (RFC 4253, section 7.1). */
    static SshKexInit kexInit(ByteCursor payload) throws MalformedException {
        String structure = "SSH2_KEXINIT";
        need(payload, COOKIE, structure);
        payload.skip(COOKIE);
        String[] lists = new String[SshKexInit.LISTS];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = payload.text(stringLength(payload, structure));
        }
        need(payload, TRAILER, structure);
        return new SshKexInit(lists);
    }

    /** The key that a server's message of the key exchange begins with. */
    static byte[] hostKey(ByteCursor payload) throws MalformedException {
        return payload.bytes(stringLength(payload, "SSH2_Key_Exchange_Message:k_s"));
    }

    /** The length of a string, which comes before it (RFC 4251, section 5). */
    private static int stringLength(ByteCursor in, String structure) throws MalformedException {
        need(in, Integer.BYTES, structure);
        long length = in.u32();
        need(in, length, structure);
        return (int) length;
    }

    private static void need(ByteCursor in, long length, String structure) throws MalformedException {
        if (in.remaining() < length) {
            throw new MalformedException("out_of_bound: " + structure);
        }
    }
}
