package io.brook.analysis.analyzer;

/** What a session can say about its connection. */
public interface SessionOutput {
    /** The connection does speak the protocol: conn.log will say so. */
    void confirm();

    /** The connection asks a proxy to carry another one: a tunnel of SOCKS, with the originator's port left out. */
    void socksTunnel();
}
