package io.brook.analysis.protocol.ssl;

import io.brook.analysis.weird.WeirdSink;
import java.util.List;

/** Receives the contents of a hello's extensions; those before a malformed one have been received when it is found. */
interface SslExtensionSink extends WeirdSink {
    /** That it is there, whatever it says. */
    void extension(boolean isClient, int type, int length);

    /** The names that a client asks for, in a list that is not empty. */
    void serverNames(List<String> names);

    /** The protocol inside TLS that the server chose. */
    void nextProtocol(String protocol);

    /** The version that the server says where it is not taken for an older one. */
    void serverVersion(int chosen);

    /** The named group that the server chose for the key exchange. */
    void curve(int group);
}
