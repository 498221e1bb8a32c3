package io.brook.analysis.digest;

import com.sun.jna.Pointer;

/** Functions of OpenSSL's libcrypto by their own names; each returns 1 when it went well. Lengths are in bytes. */
@SuppressWarnings({"checkstyle:MethodName", "MemberName"})
final class Openssl {
    private Openssl() {}

    static native int MD5_Init(byte[] context);

    static native int MD5_Update(byte[] context, Pointer data, long length);

    static native int MD5_Final(byte[] digest, byte[] context);

    static native int SHA1_Init(byte[] context);

    static native int SHA1_Update(byte[] context, Pointer data, long length);

    static native int SHA1_Final(byte[] digest, byte[] context);

    static native int SHA256_Init(byte[] context);

    static native int SHA256_Update(byte[] context, Pointer data, long length);

    static native int SHA256_Final(byte[] digest, byte[] context);
}
