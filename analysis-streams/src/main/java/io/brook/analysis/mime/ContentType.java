package io.brook.analysis.mime;

import java.util.Locale;

/**
 * The value of a Content-Type field, as far as it decides how contents are read.
 *
 * @param type the first half of the media type, in upper case
 * @param subtype the second half, in upper case
 * @param boundary what separates the parts of a multipart entity; null when there is none
 */
public record ContentType(String type, String subtype, String boundary) {
    static final ContentType TEXT_PLAIN = new ContentType("TEXT", "PLAIN", null);

    /** A multipart entity that names its boundary: without one its parts cannot be told apart. */
    public boolean isMultipart() {
        return type.equals("MULTIPART") && boundary != null;
    }

    /** An entity that contains a message. */
    public boolean isMessage() {
        return type.equals("MESSAGE");
    }

    /** @param before what an earlier field said: it stands when this one is malformed, and so does its boundary */
    static ContentType parse(String value, ContentType before) {
        MimeText text = new MimeText(value);
        String type = text.token();
        if (type == null) {
            return before;
        }
        text.skipBlanksAndComments();
        String subtype = text.skip('/') ? text.token() : null;
        if (subtype == null) {
            return before;
        }
        String upper = type.toUpperCase(Locale.ROOT);
        String boundary = upper.equals("MULTIPART") ? boundary(text, before.boundary) : before.boundary;
        return new ContentType(upper, subtype.toUpperCase(Locale.ROOT), boundary);
    }

    private static String boundary(MimeText text, String before) {
        String boundary = before;
        text.skipBlanksAndComments();
        while (text.skip(';')) {
            String attribute = text.token();
            if (attribute == null) {
                return boundary;
            }
            text.skipBlanksAndComments();
            if (text.skip('=')) {
                boolean isBoundary = attribute.equalsIgnoreCase("boundary");
                String value = text.value(isBoundary);
                if (isBoundary && value != null) {
                    boundary = value;
                }
            }
            text.skipBlanksAndComments();
        }
        return boundary;
    }
}
