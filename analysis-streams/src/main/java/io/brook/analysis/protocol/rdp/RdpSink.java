package io.brook.analysis.protocol.rdp;

import java.util.List;

/** Takes what the messages of a connection say, as far as they have been read when one turns out to be malformed. */
interface RdpSink {
    /** The connection does speak RDP. */
    void confirm();

    /** The name that a client's cookie asks a load balancer for; empty when it sends none. */
    void cookie(String cookie);

    /** @param protocol what the server has chosen to protect the connection with */
    void protocol(long protocol);

    /** From here on all is encrypted: by TLS in one form or another, or by RDP itself where the protocol is 0. */
    void encrypted(long protocol);

    /** How the negotiation or the conference came out. */
    void result(String result);

    void client(RdpClientCore core);

    /** The client asks for channels, at least one. */
    void channels(List<String> names);

    void security(long method, long level);

    /** The server has shown a certificate, or a chain of them. */
    void certificate(long type, boolean permanent);

    /** One of the certificates as X.509 has them. */
    void certificateFile(byte[] certificate);
}
