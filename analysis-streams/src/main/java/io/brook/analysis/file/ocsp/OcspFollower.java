package io.brook.analysis.file.ocsp;

import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.file.WholeFile;
import io.brook.analysis.x509.OcspResponse;

/** One response. */
final class OcspFollower extends WholeFile {
    private final FileContext context;

    OcspFollower(FileContext context) {
        this.context = context;
    }

    @Override
    protected void complete(byte[] contents) {
        OcspResponse.lines(contents, context.fuid(), context.created()).forEach(context::log);
    }
}
