package io.brook.analysis.protocol.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds messages byte by byte; counts of records are as given, whatever follows. */
final class DnsMessageBytes {
    static final int RESPONSE = 0x8000;
    static final int UPDATE = 0x2800;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    DnsMessageBytes(int id, int flags, int questions, int answers, int authorities) {
        numbers(id, flags, questions, answers, authorities, 0);
    }

    /** A question for an address. */
    static DnsMessageBytes query(int id, String name) {
        return new DnsMessageBytes(id, 0x0100, 1, 0, 0).name(name).numbers(1, 1);
    }

    /** The beginning of an answer to such a question. */
    static DnsMessageBytes reply(int id, String name, int answers) {
        return new DnsMessageBytes(id, RESPONSE | 0x0580, 1, answers, 0)
                .name(name)
                .numbers(1, 1);
    }

    DnsMessageBytes numbers(int... numbers) {
        for (int each : numbers) {
            bytes.write(each >> 8);
            bytes.write(each);
        }
        return this;
    }

    DnsMessageBytes raw(int... each) {
        for (int one : each) {
            bytes.write(one);
        }
        return this;
    }

    DnsMessageBytes text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** @param name labels with dots between them; empty for the root */
    DnsMessageBytes name(String name) {
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            raw(label.length()).text(label);
        }
        return raw(0);
    }

    DnsMessageBytes pointer(int position) {
        return numbers(0xc000 | position);
    }

    /** A record about the name at byte 12, up to its data. */
    DnsMessageBytes record(int type, int length) {
        return record(type, 1, 300, length);
    }

    DnsMessageBytes record(int type, int recordClass, int lifetime, int length) {
        return pointer(12).numbers(type, recordClass, 0, lifetime, length);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** As over TCP: behind its length. */
    byte[] framed() {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.write(bytes.size() >> 8);
        framed.write(bytes.size());
        framed.writeBytes(bytes.toByteArray());
        return framed.toByteArray();
    }
}
