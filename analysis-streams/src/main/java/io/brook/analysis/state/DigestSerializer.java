package io.brook.analysis.state;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Saves one of the JDK's digests half way. */
final class DigestSerializer extends Serializer<MessageDigest> {
    private final DigestFields fields;

    DigestSerializer(Config config, DigestFields fields) {
        super(config, MessageDigest.class, false);
        this.fields = fields;
    }

    @Override
    public void write(WriteContext context, MessageDigest digest) {
        DigestFields.Half half = fields.get(digest);
        context.writeRef(digest.getAlgorithm());
        context.writeRef(half.buffer());
        context.writeRef(half.buffered());
        context.writeRef(half.processed());
        context.writeRef(half.rounds());
    }

    @Override
    public MessageDigest read(ReadContext context) {
        String algorithm = (String) context.readRef();
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm, "SUN");
            fields.set(
                    digest,
                    new DigestFields.Half(
                            (byte[]) context.readRef(), (Integer) context.readRef(), (Long) context.readRef(), (int[])
                                    context.readRef()));
            return digest;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no digest " + algorithm, e);
        }
    }
}
