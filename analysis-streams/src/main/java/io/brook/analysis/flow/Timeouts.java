package io.brook.analysis.flow;

import java.util.concurrent.TimeUnit;

/** When a connection is given up, in nanoseconds of packet time. Zeek 8.2's defaults and names (init-bare.zeek). */
final class Timeouts {
    /** A SYN that nothing answers: tcp_attempt_delay. */
    static final long TCP_ATTEMPT = seconds(5);
    /** The first look for dead connections, counted from the first packet: tcp_SYN_timeout. */
    static final long TCP_FIRST_CHECK = seconds(5);
    /** Between later looks: tcp_session_timer. */
    static final long TCP_CHECK = seconds(6);
    /** How long a closed connection must be silent to be found dead at such a look: tcp_connection_linger. */
    static final long TCP_LINGER = seconds(5);
    /** From a complete close to removal: tcp_close_delay. */
    static final long TCP_CLOSE = seconds(5);
    /** Silence on an established TCP connection: tcp_inactivity_timeout. */
    static final long TCP_INACTIVITY = seconds(300);
    /** The same for services whose users think long: Conn::port_inactivity_timeouts. */
    static final long INTERACTIVE_INACTIVITY = seconds(3600);
    /** Silence on UDP, and on TCP before the handshake is done: udp_inactivity_timeout. */
    static final long UDP_INACTIVITY = seconds(60);
    /** Silence on ICMP and on all other protocols: icmp_inactivity_timeout, unknown_ip_inactivity_timeout. */
    static final long OTHER_INACTIVITY = seconds(60);

    private Timeouts() {}

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Whether people sit behind connections to this TCP port: FTP, SSH, Telnet, rlogin. */
    static boolean isInteractive(int responderPort) {
        return switch (responderPort) {
            case 21, 22, 23, 513 -> true;
            default -> false;
        };
    }
}
