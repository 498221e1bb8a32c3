package io.brook.analysis.state;

import io.brook.analysis.digest.Digest;
import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.DigestLibraries;
import io.brook.analysis.digest.DigestState;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.serializer.Serializer;

/** Saves a digest half way. Who computes it is chosen anew where it goes on. */
final class DigestSerializer extends Serializer<Digest> {
    DigestSerializer(Config config) {
        super(config, Digest.class, false);
    }

    @Override
    public void write(WriteContext context, Digest digest) {
        DigestState state = digest.state();
        context.writeRef(state.algorithm().name());
        context.writeRef(state.words());
        context.writeRef(state.rest());
        context.writeRef(state.length());
    }

    @Override
    public Digest read(ReadContext context) {
        DigestAlgorithm algorithm = DigestAlgorithm.valueOf((String) context.readRef());
        return DigestLibraries.best()
                .resume(new DigestState(
                        algorithm, (int[]) context.readRef(), (byte[]) context.readRef(), (Long) context.readRef()));
    }
}
