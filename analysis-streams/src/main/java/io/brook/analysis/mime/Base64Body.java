package io.brook.analysis.mime;

/** An entity's contents in base64. */
final class Base64Body extends Base64Decoder {
    private final MimeEntity entity;
    private final MimeMessage message;

    Base64Body(MimeEntity entity, MimeMessage message) {
        this.entity = entity;
        this.message = message;
    }

    @Override
    protected void put(int octet) {
        message.put(entity, octet);
    }

    @Override
    protected void illegal(String what) {
        message.sink().weird(MimeWeird.ILLEGAL_BASE64, what);
    }
}
