package io.brook.analysis.protocol.rdp;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/**
 * What a client says about itself (MS-RDPBCGR, section 2.2.1.3.2), as far as it is logged.
 *
 * @param width of the desktop, in pixels
 * @param height of the desktop, in pixels
 * @param keyboardLayout Windows' identifier of its layout
 * @param build its version
 * @param name its host's name
 * @param colorDepth in bits for a pixel
 * @param wants32Bits whether it asks for 32 of them
 * @param productId its product identifier
 */
record RdpClientCore(
        int width,
        int height,
        long keyboardLayout,
        long build,
        String name,
        int colorDepth,
        boolean wants32Bits,
        String productId) {
    /** With all fields that are optional, as Zeek demands: so many bytes must be there. */
    private static final int LENGTH = 206;

    private static final int WANT_32_BITS = 0x2;

    static RdpClientCore read(FieldReader in) throws MalformedException {
        String field = "Client_Core_Data:dig_product_id";
        in.need(field, LENGTH);
        in.skip(field, 4);
        int width = in.u16(field);
        int height = in.u16(field);
        in.skip(field, 4);
        long keyboardLayout = in.u32(field);
        long build = in.u32(field);
        String name = upToZero(in.utf16(field, 32));
        in.skip(field, 12 + 64 + 2 + 2 + 4);
        int colorDepth = in.u16(field);
        in.skip(field, 2);
        boolean wants32Bits = (in.u16(field) & WANT_32_BITS) != 0;
        String productId = upToZero(in.utf16(field, 64));
        return new RdpClientCore(width, height, keyboardLayout, build, name, colorDepth, wants32Bits, productId);
    }

    private static String upToZero(String text) {
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
