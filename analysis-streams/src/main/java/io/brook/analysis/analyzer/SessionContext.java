package io.brook.analysis.analyzer;

/**
 * Everything that a session works with: its connection, what it may report, and handing over. Code that needs less takes the part that it
 * needs; parsers take none of it but a sink for oddities.
 */
public interface SessionContext extends ConnectionView, SessionReports, HandOver {
    /**
     * Whether a part of the analysis is wanted that can be switched off while the protocol is on.
     *
     * @param type one of {@code Analyzers.PARTS}, such as http-body
     */
    boolean analyzes(String type);

    /** The analyzer that has opened the session: what it was made with, it knows. */
    ProtocolAnalyzer analyzer();

    /**
     * What was taken for the originator of a UDP connection answers: the two change places. The datagram that is being analysed
     * still counts as one of the originator, as in Zeek. Does nothing over TCP, where the handshake tells them apart.
     */
    void flipRoles();

    /**
     * The connection is over when it is silent, sooner than others. It is looked at again and again, a period apart from its
     * first packet on; a violation ends that.
     *
     * @param period from one look to the next, in nanoseconds
     * @param silence for how long no packet must have come when it is looked at, in nanoseconds, at most the period
     */
    void endWhenSilent(long period, long silence);
}
