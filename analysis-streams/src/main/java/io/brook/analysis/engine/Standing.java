package io.brook.analysis.engine;

/** The state of a session by its confirmations and violations (Zeek's Analyzer.cc and dpd.zeek). */
final class Standing {
    /** Whether the first bytes have told that the protocol is spoken; a port, or another session, has otherwise. */
    private final boolean detected;

    private boolean confirmed;

    /** The first violation in the packet that is being analysed; null when there is none that counts. */
    private String violation;

    private String violationData;

    /** Whether a violation has ended the session. */
    private boolean removed;

    /** Whether it is no more in the way of another session. */
    private boolean forgotten;

    Standing(boolean detected) {
        this.detected = detected;
    }

    /** The protocol is spoken. @return whether that is news: it counts once, whatever becomes of the session */
    boolean confirm() {
        boolean isNews = !confirmed;
        confirmed = true;
        return isNews;
    }

    /** The protocol is violated: the first violation in a packet is the one that counts. */
    void violate(String reason, String data) {
        if (violation == null) {
            violation = reason;
            violationData = data;
        }
    }

    boolean isViolated() {
        return violation != null;
    }

    String violation() {
        return violation;
    }

    /** The bytes of the violation, or null. */
    String violationData() {
        return violationData;
    }

    /** The violation has ended the session. */
    void remove() {
        removed = true;
        violation = null;
        violationData = null;
    }

    /** One more piece of the streams has come, and was given to all sessions. */
    void passed() {
        forgotten = removed;
    }

    /**
     * Whether the first bytes must not begin another session of the protocol. One that a violation has ended is in the way until
     * what follows is given to the sessions; those that were detected get it after detection has looked at it, as in Zeek.
     */
    boolean isInTheWay() {
        return !(detected ? forgotten : removed);
    }
}
