package io.brook.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.RealTrace;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every detector raises its notice about what real programs do, and is silent about what is almost the same: the captures in
 * docs/samples/pcaps/detect. GoldenLogsTest makes sure that their logs, which are looked into here, are what the whole pipeline writes.
 */
class DetectionCapturesTest {
    /** The column of notice.log. */
    private static final int NOTE = 10;

    /** By the type of the notice: the capture that raises it, and the one that almost does. */
    private static final Map<String, Pair> CAPTURES = Map.ofEntries(
            pair("Scan::Address_Scan", "conn-scan", "detect-address-scan-almost"),
            pair("Scan::Port_Scan", "detect-port-scan"),
            pair("Scan::Random_Scan", "detect-random-scan"),
            pair("SSH::Password_Guessing", "detect-ssh-guessing"),
            pair("SSH::Login_By_Password_Guesser", "detect-ssh-guessing"),
            pair("SSH::Interesting_Hostname_Login", "detect-interesting-host"),
            pair("FTP::Bruteforcing", "detect-ftp-guessing"),
            pair("FTP::Login_By_Password_Guesser", "detect-ftp-guessing"),
            pair("Login::Password_Guessing", "detect-mysql-guessing"),
            pair("Login::Login_By_Password_Guesser", "detect-mysql-guessing"),
            pair("HTTP::SQL_Injection_Attacker", "detect-sql-injection"),
            pair("HTTP::SQL_Injection_Victim", "detect-sql-injection"),
            pair("Traceroute::Detected", "detect-traceroute"),
            pair("DNS::Tunnel", "detect-dns-tunnel"),
            pair("DNS::Private_Answer", "detect-private-answer"),
            pair("SSL::Certificate_Expired", "detect-certificate-expired", "detect-certificate-almost"),
            pair("SSL::Certificate_Expires_Soon", "detect-certificate-expires-soon", "detect-certificate-almost"),
            pair("SSL::Certificate_Not_Valid_Yet", "detect-certificate-not-valid-yet", "detect-certificate-almost"),
            pair("SSL::Weak_Key", "detect-weak-key", "detect-certificate-almost"),
            pair("SSL::Weak_Cipher", "detect-weak-cipher", "detect-certificate-almost"),
            pair("SMTP::Blocklist_Blocked_Host", "detect-mail-blocklist", "detect-mail-blocklist-other"),
            pair("SMTP::Blocklist_Error_Message", "detect-mail-blocklist-other", "detect-mail-blocklist-almost"),
            pair("Signatures::Sensitive_Signature", "detect-windows-shell"),
            pair("Signatures::Multiple_Sig_Responders", "detect-windows-shells"));

    /** Those of which no free program makes what they find, or which are off unless a site sets them. */
    private static final Set<String> NOT_CAPTURED = Set.of(
            // BeaconConnections is 0 by default.
            "Beacon::Regular_Connections",
            // No server that is at hand still accepts SITE EXEC.
            "FTP::Site_Exec_Success",
            // The libraries at hand neither send heartbeats nor speak SSL 3.
            "Heartbleed::SSL_Heartbeat_Attack",
            "Heartbleed::SSL_Heartbeat_Attack_Success",
            "Heartbleed::SSL_Heartbeat_Many_Requests",
            "Heartbleed::SSL_Heartbeat_Odd_Length",
            // It takes ten minutes, and conn_long.log, which is not written by default.
            "LongConnection::found",
            "SSL::Old_Version",
            // There are no Sigma rules but a site's own.
            "Sigma::Match",
            // They look for what a site names: zones, networks, software; or are off, as DnsQueryVolume is.
            "DNS::External_Name",
            "DNS::Query_Volume",
            "SMTP::Suspicious_Origination",
            "Software::Software_Version_Change",
            "Software::Vulnerable_Version",
            // ExtraDetections names none of them by default; ConnectionFindingsTest has the captures.
            "Conn::Content_Gap",
            "ProtocolDetector::Protocol_Found",
            "ProtocolDetector::Server_Found",
            // Of live taps.
            "PacketFilter::Dropped_Packets",
            "Capture::Traffic_Resumed",
            "Capture::Traffic_Stopped",
            // DisguisedExecutablesTest has lines of http.log.
            "HTTP::Disguised_Executable",
            // ValidateCertificates is off by default; ChainValidationTest has certificates of OpenSSL.
            "SSL::Invalid_Server_Cert");

    /** The names of two captures. */
    private record Pair(String raises, String almost) {}

    private static Map.Entry<String, Pair> pair(String note, String capture) {
        return pair(note, capture, capture + "-almost");
    }

    private static Map.Entry<String, Pair> pair(String note, String raises, String almost) {
        return Map.entry(note, new Pair(raises, almost));
    }

    private static final Map<String, RealTrace> TRACES =
            RealTrace.captures().stream().collect(Collectors.toMap(RealTrace::name, Function.identity()));

    static Stream<Arguments> captures() {
        return CAPTURES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> Arguments.of(
                        each.getKey(), each.getValue().raises(), each.getValue().almost()));
    }

    @ParameterizedTest(name = "{0}: {1}, not {2}")
    @MethodSource("captures")
    void raisesOneAndNotTheOther(String note, String raises, String almost) {
        assertThat(notes(raises)).as(raises).contains(note);
        assertThat(notes(almost)).as(almost).doesNotContain(note);
    }

    @Test
    void everyNoticeHasItsCaptures() {
        Set<String> notes = new TreeSet<>(CAPTURES.keySet());
        notes.addAll(NOT_CAPTURED);
        assertThat(Detectors.notes()).containsExactlyInAnyOrderElementsOf(notes);
    }

    /** The types of all notices about a capture. */
    private static Set<String> notes(String name) {
        assertThat(TRACES).containsKey(name);
        return TRACES.get(name).rows("notice").stream()
                .map(line -> line.split("\t")[NOTE])
                .collect(Collectors.toSet());
    }
}
