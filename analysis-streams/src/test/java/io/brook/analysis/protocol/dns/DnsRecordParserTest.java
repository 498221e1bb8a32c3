package io.brook.analysis.protocol.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.DnsLog;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What dns.log says of records, and what weird.log says of those that are wrong. */
class DnsRecordParserTest {
    private final SessionRecorder session = new SessionRecorder(new DnsAnalyzer(), 40000, "10.0.0.2", 53);

    private static DnsMessageBytes about(String name) {
        return DnsMessageBytes.reply(1, name, 1);
    }

    private static Arguments of(DnsMessageBytes message, String answer) {
        return Arguments.of(message.bytes(), answer);
    }

    static Stream<Arguments> records() {
        DnsMessageBytes a = about("a");
        int name = 12;
        return Stream.of(
                of(a.record(2, 4).name("Ns"), "ns"),
                of(about("a").record(5, 2).pointer(name), "a"),
                of(about("a").record(15, 5).numbers(10).name("m"), "m"),
                of(about("a").record(33, 9).numbers(1, 2, 3).name("s"), "s"),
                of(about("a").record(6, 24).pointer(name).pointer(name).text("x".repeat(20)), "a"),
                of(about("a").record(16, 6).raw(1, 'x', 3, 'y', 'z', 'Y'), "TXT 1 x TXT 3 yzY"),
                of(about("a").record(99, 2).raw(1, 'x'), "SPF 1 x"),
                of(about("a").record(28, 16).numbers(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), "2001:db8::1"),
                of(about("a").record(43, 6).numbers(1).raw(8, 2, 9, 9), "DS 8 2"),
                of(about("a").record(44, 4).raw(1, 1, 0xab, 0xcd), "SSHFP: abcd"),
                of(
                        about("a")
                                .record(46, 19)
                                .numbers(1)
                                .raw(8)
                                .text("x".repeat(15))
                                .name(""),
                        "RRSIG 1 <Root>"),
                of(about("a").record(48, 6).numbers(257).raw(3, 13, 0, 0), "DNSKEY 13"),
                of(about("a").record(47, 7).name("b").raw(0, 1, 64, 0), "NSEC a b"),
                of(about("a").record(50, 8).text("xxxx").raw(1, 9, 1, 9), "NSEC3"),
                of(about("a").record(51, 5).text("xxxx").raw(0), "NSEC3PARAM"),
                of(about("a").record(29, 16).raw(0, 18, 21, 19).text("x".repeat(12)), "LOC:  18 21 19"),
                of(about("a").record(65534, 5).text("xxxxx"), "BIND9 signing signal"),
                of(
                        about("a")
                                .record(35, 14)
                                .numbers(1, 2)
                                .raw(1, 's', 2, 'x', 'y', 1, '!')
                                .name("r"),
                        "NAPTR 1 2 s xy ! r"),
                of(about("a").record(4711, 2).numbers(0), "<unknown type=4711>"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void saysInShort(byte[] message, String answer) {
        DnsLog line = session.responder(message).finish().line(DnsLog.class);
        assertThat(line.getAnswers()).containsExactly(answer);
        assertThat(session.said()).contains("confirm");
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                Arguments.of(about("a")
                        .record(257, 7)
                        .raw(0, 1, 'i', 'c', 'a', '.', 'x')
                        .bytes()),
                Arguments.of(about("a").record(13, 4).raw(1, 'x', 1, 'y').bytes()),
                Arguments.of(about("a").record(249, 3).raw(1, 2, 3).bytes()),
                Arguments.of(about("a").record(65, 3).numbers(1).name("").bytes()),
                Arguments.of(about("a").record(11, 5).raw(1, 2, 3, 4, 6).bytes()));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void ofSomeRecordsNothingIsLogged(byte[] message) {
        DnsLog line = session.responder(message).finish().line(DnsLog.class);
        assertThat(line.getAnswers()).isNull();
        assertThat(session.said()).contains("confirm");
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of(
                        new DnsMessageBytes(1, 0, 1, 0, 0).raw(3, 'a').bytes(),
                        List.of("DNS_label_len_gt_pkt", "DNS_truncated_quest_too_short")),
                Arguments.of(
                        new DnsMessageBytes(1, 0, 1, 0, 0)
                                .pointer(12)
                                .numbers(1, 1)
                                .bytes(),
                        List.of("DNS_label_forward_compress_offset")),
                Arguments.of(about("a").record(1, 3).raw(1, 2, 3).bytes(), List.of("DNS_RR_bad_length")),
                Arguments.of(
                        about("a").record(2, 9).name("ab").text("xxxxx").bytes(), List.of("DNS_RR_length_mismatch")),
                Arguments.of(about("a").record(1, 4).bytes(), List.of("DNS_truncated_RR_rdlength_lt_len")),
                Arguments.of(about("a").record(1, 0).raw(1).bytes(), List.of("DNS_zero_rdlength")),
                Arguments.of(about("a").raw(0, 0).bytes(), List.of("DNS_truncated_ans_too_short")),
                Arguments.of(about("a").record(16, 2).raw(2, 'x').bytes(), List.of("DNS_TXT_char_str_past_rdlen")),
                Arguments.of(
                        about("a").record(48, 4).numbers(1).raw(4, 9).bytes(),
                        List.of("DNSSEC_DNSKEY_Invalid_Protocol: 4", "DNSSEC_DNSKEY_unknown_ZoneSignAlgo: 9")),
                Arguments.of(
                        about("a")
                                .record(64, 9)
                                .numbers(1)
                                .name("")
                                .numbers(3, 1)
                                .raw(1, 9)
                                .bytes(),
                        List.of("DNS_SVCB_port_length_invalid")),
                Arguments.of(
                        about("a")
                                .record(64, 7)
                                .numbers(1)
                                .name("")
                                .numbers(1, 9)
                                .bytes(),
                        List.of("DNS_SVCB_param_value_toobig: 9 capped to 0")));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void saysWhatIsOdd(byte[] message, List<String> weirds) {
        session.responder(message);
        assertThat(session.said().stream()
                        .filter(said -> said.startsWith("weird"))
                        .toList())
                .isEqualTo(weirds.stream().map(weird -> "weird " + weird).toList());
    }

    @Test
    void aRuleThatIsCutOffViolatesTheProtocol() {
        session.responder(about("a").record(35, 6).numbers(1, 2).raw(1, 's').bytes());
        assertThat(session.said()).containsExactly("violation DNS_NAPTR_RR_too_short");
    }
}
