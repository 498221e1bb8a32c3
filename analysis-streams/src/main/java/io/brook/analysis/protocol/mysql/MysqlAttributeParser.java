package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Query attributes: named values that a client sends before a statement (MySQL's COM_QUERY), and that are skipped. */
final class MysqlAttributeParser {
    private MysqlAttributeParser() {}

    static void skip(FieldReader packet) throws MalformedException {
        int count = MysqlLengthEncoded.number(packet);
        MysqlLengthEncoded.number(packet);
        if (count <= 0) {
            return;
        }
        int[] nulls = new int[bytes(packet, "Attributes:null_bitmap", (count + 7L) / 8)];
        for (int i = 0; i < nulls.length; i++) {
            nulls[i] = packet.u8("Attributes:null_bitmap");
        }
        if (packet.u8("Attributes:send_types_to_server") != 1) {
            throw MalformedException.enforced("Attributes:send_types_to_server");
        }
        int[] types = new int[bytes(packet, "Attributes:names", count)];
        for (int i = 0; i < count; i++) {
            types[i] = packet.u8("AttributeTypeAndName:type");
            packet.u8("AttributeTypeAndName:unsigned_flag");
            MysqlLengthEncoded.skip(packet);
        }
        for (int i = 0; i < count; i++) {
            if ((nulls[i / 8] >> i % 8 & 1) == 0) {
                value(packet, types[i]);
            }
        }
    }

    /** At least so many bytes must be there, which bounds what is allocated for them. */
    private static int bytes(FieldReader packet, String field, long count) throws MalformedException {
        packet.need(field, count);
        return (int) count;
    }

    /** @param type one of MySQL's field types */
    private static void value(FieldReader packet, int type) throws MalformedException {
        switch (type) {
            case 0x00 -> MysqlLengthEncoded.number(packet);
            case 0x01 -> packet.skip("BinaryValue:tiny_val", 1);
            case 0x02, 0x0d -> packet.skip("BinaryValue:short_val", 2);
            case 0x03, 0x04, 0x09 -> packet.skip("BinaryValue:long_val", 4);
            case 0x05, 0x08 -> packet.skip("BinaryValue:longlong_val", 8);
            case 0x06 -> {}
            case 0x07, 0x0a, 0x0c, 0x11 -> date(packet);
            case 0x0b -> time(packet);
            case 0x0f, 0x10, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff ->
                MysqlLengthEncoded.skip(packet);
            default -> throw new MalformedException("invalid index for case: BinaryValue:value: " + type);
        }
    }

    private static void date(FieldReader packet) throws MalformedException {
        int length = packet.u8("BinaryDate:len");
        if (length != 0 && length != 4 && length != 7 && length != 11) {
            throw MalformedException.enforced("BinaryDate:len");
        }
        packet.skip("BinaryDate:date", length);
    }

    private static void time(FieldReader packet) throws MalformedException {
        int length = packet.u8("BinaryTime:len");
        if (length != 0 && length != 8 && length != 12) {
            throw MalformedException.enforced("BinaryTime:len");
        }
        if (length > 0 && packet.u8("DurationTime:is_negative") > 1) {
            throw MalformedException.enforced("DurationTime:is_negative");
        }
        packet.skip("BinaryTime:time", Math.max(length - 1, 0));
    }
}
