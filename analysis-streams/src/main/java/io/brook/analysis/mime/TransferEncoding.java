package io.brook.analysis.mime;

import java.util.Locale;

/** How an entity's contents are written (RFC 2045, section 6). */
enum TransferEncoding {
    QUOTED_PRINTABLE,
    BASE64,
    /** As they are: 7bit, 8bit, binary, and whatever else is named, such as uuencode. */
    OTHER;

    /** @param before what held so far: it stands when the field names nothing */
    static TransferEncoding parse(String value, TransferEncoding before) {
        String token = new MimeText(value).token();
        if (token == null) {
            return before;
        }
        return switch (token.toUpperCase(Locale.ROOT)) {
            case "QUOTED-PRINTABLE" -> QUOTED_PRINTABLE;
            case "BASE64" -> BASE64;
            default -> OTHER;
        };
    }
}
