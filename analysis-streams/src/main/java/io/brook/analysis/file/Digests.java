package io.brook.analysis.file;

import io.brook.analysis.digest.Digest;
import io.brook.analysis.digest.DigestAlgorithm;
import io.brook.analysis.digest.DigestLibraries;
import io.brook.schemas.log.FilesLog;
import java.util.HexFormat;

/** The digests of a file's contents. A file of which bytes are missing has none. */
final class Digests {
    private Digest md5 = digest(DigestAlgorithm.MD5);
    private Digest sha1 = digest(DigestAlgorithm.SHA1);
    private Digest sha256 = digest(DigestAlgorithm.SHA256);
    private boolean fed;
    private String md5Text;
    private String sha1Text;
    private String sha256Text;

    void data(byte[] bytes, int offset, int length) {
        if (md5 != null && length > 0) {
            fed = true;
            md5.update(bytes, offset, length);
            sha1.update(bytes, offset, length);
            sha256.update(bytes, offset, length);
        }
    }

    /** Bytes are missing: there are no digests to be had. */
    void giveUp() {
        md5 = null;
        sha1 = null;
        sha256 = null;
    }

    /** No more will come. */
    void end() {
        if (fed && md5 != null) {
            md5Text = hex(md5);
            sha1Text = hex(sha1);
            sha256Text = hex(sha256);
        }
        giveUp();
    }

    /** Fills in what {@link #end} has found. */
    void fill(FilesLog line) {
        line.setMd5(md5Text);
        line.setSha1(sha1Text);
        line.setSha256(sha256Text);
    }

    private static Digest digest(DigestAlgorithm algorithm) {
        return DigestLibraries.best().begin(algorithm);
    }

    private static String hex(Digest digest) {
        return HexFormat.of().formatHex(digest.finish());
    }
}
