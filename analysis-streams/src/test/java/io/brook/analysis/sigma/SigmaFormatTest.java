package io.brook.analysis.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.HttpLog;
import io.brook.schemas.record.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What YAML and the specification allow, and what of it is refused, with its place. */
class SigmaFormatTest {
    private static SigmaRules read(String text) {
        return SigmaRules.of(new TreeMap<>(Map.of("rule.yml", text)));
    }

    private static SigmaRules rule(String service, String selection) {
        return read("title: t\nlogsource:\n  product: zeek\n  service: " + service + "\ndetection:\n"
                + ("s:\n" + selection.indent(2)).indent(2) + "  condition: s\n");
    }

    private static boolean matches(String selection, SpecificRecord line) {
        SigmaRules rules = rule(line instanceof HttpLog ? "http" : "dns", selection);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut()).isEmpty();
        return !rules.in(line).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0777", "0x10", "1_000", "2024-01-02", "0b11", "1:30", "yes", "+5", "0o17", "1e3"})
    void onlyDecimalNumbersAreNumbers(String value) {
        HttpLog line = SigmaLines.request();
        line.setHost(value);
        for (int number : List.of(511, 16, 1_000, 3, 90, 5, 15)) {
            line.setStatusCode(number);
            assertThat(matches("status_code: " + value, line)).isFalse();
        }
        assertThat(matches("host: " + value, line)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0777", "0x10", "1_000", "1e3", ".inf", "many", "''"})
    void comparisonsNeedDecimalNumbers(String value) {
        SigmaRules rules = rule("http", "status_code|gt: '" + value + "'");
        assertThat(rules.problems().toString()).contains("rule.yml:7:21: expected a decimal number: " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Infinity", "0x1p9", "500d", "500f"})
    void textIsNoNumberThatOnlyJavaKnows(String text) {
        HttpLog line = SigmaLines.request();
        line.setHost(text);
        assertThat(matches("host|gt: 5", line)).isFalse();
        line.setHost("500.5");
        assertThat(matches("host|gt: 500", line)).isTrue();
    }

    @Test
    void elementsOfListsAreNumbersToo() {
        assertThat(matches("TTLs: 60", SigmaLines.query())).isTrue();
        assertThat(matches("TTLs|lt: 1", SigmaLines.query())).isTrue();
        assertThat(matches("TTLs|gt: 60", SigmaLines.query())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "- [GET, POST]; 7:7: a list within a list",
                "method: [GET, [POST]]; 7:19: expected a value",
                "method: {a: b}; 7:13: expected a value",
                "method: []; 7:13: there is nothing to look for",
                "[]; 7:5: there is nothing to look for",
                "{}; 7:5: there is nothing to look for",
                "~; 7:5: there is nothing to look for",
                "{method: GET, method: POST}; 7:19: method is there twice",
                "[a]: b; 7:5: expected text"
            })
    void otherShapesAreMistakes(String selection, String expected) {
        SigmaRules rules = rule("http", selection);
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).toString()).contains("rule.yml:" + expected);
        assertThat(rules.size()).isZero();
    }

    @Test
    void aliasesAreLeftOutWithTheirPlace() {
        String plain = "title: u\nlogsource: {product: zeek, service: http}\n"
                + "detection: {s: {method: GET}, condition: s}\n";
        SigmaRules rules = read("title: &t x\nlogsource: {product: zeek, service: http}\n"
                + "detection:\n  s:\n    method: *t\n  condition: s\n---\n" + plain);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut().toString()).contains("rule.yml:5:13: aliases of YAML are not supported");
        assertThat(rules.size()).isEqualTo(1);
    }

    @Test
    void anAliasOfNothingIsAMistake() {
        assertThat(read("title: *t\n").problems().toString()).contains("rule.yml:1:8: not YAML: found undefined alias");
    }

    @Test
    void aliasesThatHoldThemselvesOrGrowAreHarmless() {
        StringBuilder text = new StringBuilder("title: &a [x, x]\n");
        for (int i = 0; i < 200; i++) {
            text.append("k").append(i).append(": &b").append(i).append(" [*a, *a, *a]\n");
        }
        SigmaRules rules = read(text + "---\ndetection: &d\n  s: [*d]\n");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut()).hasSize(2);
    }

    @Test
    void deepNestingIsAMistake() {
        assertThat(read("title: " + "[".repeat(10_000)).problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "uri|contains|startswith: x; the modifier startswith does not go with",
                "uri|cidr|contains: 10.0.0.0/8; the modifier contains does not go with",
                "uri|re|startswith: x; the modifier startswith does not go with",
                "uri|exists|contains: true; the modifier contains does not go with",
                "uri|fieldref|re: host; the modifier re does not go with",
                "uri|contains: null; the modifier contains does not go with",
                "uri|expand: '%x%'; the modifier expand is not supported",
                "ts|hour: 5; the modifier hour is not supported",
                "uri|windash: -a -b -c -d -e -f; too many options in one value",
                "uri|nothing: x; the modifier nothing is not supported"
            })
    void whatDoesNotGoTogetherIsNamed(String selection, String expected) {
        SigmaRules rules = rule("http", selection);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut().toString()).contains("rule.yml:7:").contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((((a{30}){30}){30}){30}){30})",
                "(((x{2,999}){9}){9}y",
                "[{]{900}(b{900}){900}"
            })
    void expressionsThatWouldTakeAllMemoryAreRefused(String expression) {
        SigmaRules rules = rule("http", "uri|re: '" + expression + "'");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut().toString()).contains("no regular expression of RE2's syntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{32}[]x]{2,40}\\{(a|b){1,100}",
                "(?i)^/f.*\\.exe",
                "([a-z]{1,63}\\.){1,10}",
                "[^]{5}]{3}",
                "a{,5}"
            })
    void usualExpressionsAreNot(String expression) {
        assertThat(rule("http", "uri|re: '" + expression + "'").leftOut()).isEmpty();
    }

    @Test
    void flagsBelongToExpressions() {
        assertThat(rule("http", "uri|i: x").problems().toString()).contains("for what comes after re");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "correlation: {type: event_count}; correlations of rules (correlation) are not supported",
                "filter: {rules: [x]}; filters of rules (filter) are not supported",
                "action: global; collections of rules (action) are not supported",
                "taxonomy: mine; the only taxonomy is sigma",
                "status: unsupported; the rule says itself"
            })
    void whatIsNoRuleByItselfIsNamed(String part, String expected) {
        SigmaRules rules = read("title: t\n" + part + "\n");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut().toString()).contains("rule.yml:2:").contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/a?cmd=-enc; uri|contains|windash: ' /enc'; false",
                "/a cmd /enc; uri|contains|windash: ' -enc'; true",
                "/a cmd \u2014enc /no; uri|contains|windash: '-enc -no'; true",
                "/a cmd-enc; uri|contains|windash: 'd/enc'; false",
                "p=cABvAHcA; uri|wide|base64offset|contains: pow; true",
                "p=AHAAbwB3; uri|utf16be|base64offset|contains: pow; true",
                "p=//5wAG8AdwA=; uri|utf16|base64|contains: pow; true",
                "p=cG93; uri|base64|contains: pow; true",
                "www.example.com; uri|fieldref: host; true",
                "to www.example.com/; uri|fieldref|contains: host; true",
                "to www.example.com/; uri|fieldref|endswith: host; false",
                "www.example.com/; uri|fieldref|startswith: host; true",
                "WWW.example.com; uri|fieldref|cased: host; false",
                "other; uri|fieldref|neq: host; true"
            })
    void textIsModified(String uri, String selection, boolean expected) {
        HttpLog line = SigmaLines.request();
        line.setUri(uri);
        assertThat(matches(selection, line)).isEqualTo(expected);
    }

    @Test
    void encodedTextIsFoundAsLogsWriteIt() {
        HttpLog line = SigmaLines.request();
        line.setUri("x=p\u0000o\u0000w\u0000");
        assertThat(matches("uri|wide|contains: pow", line)).isTrue();
        assertThat(matches("uri|utf16be|contains: pow", line)).isFalse();
    }

    @Test
    void keywordsHaveModifiersToo() {
        assertThat(matches("'|all': [curl, setup]", SigmaLines.request())).isTrue();
        assertThat(matches("'|all': [curl, nowhere]", SigmaLines.request())).isFalse();
        assertThat(matches("'|re': 'c.rl/8'", SigmaLines.request())).isTrue();
        assertThat(matches("'|re': 'C.RL/8'", SigmaLines.request())).isFalse();
    }

    @Test
    void theProtocolIsThatOfTheLineOrOfItsLog() {
        SigmaRules http = rule("http", "method: GET");
        assertThat(((Finding) http.in(SigmaLines.request()).get(0).found()).getProto())
                .isEqualTo("tcp");
        SigmaRules dns = rule("dns", "Z: 0");
        assertThat(((Finding) dns.in(SigmaLines.query()).get(0).found()).getProto())
                .isEqualTo("udp");
    }

    @Test
    void networkIsACategoryOfAnyProduct() {
        SigmaRules rules = read("title: t\n"
                + "logsource: {category: network, service: dns}\n"
                + "detection: {s: {dns.question.name|endswith: .example.org, source.ip|cidr: 10.0.0.0/8},"
                + " condition: s}\n");
        assertThat(rules.in(SigmaLines.query())).hasSize(1);
        SigmaRules others = read(
                "title: t\nlogsource: {category: network, service: ldap}\n" + "detection: {s: {a: b}, condition: s}\n");
        assertThat(others.others()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dce_rpc", "kerberos", "ntlm", "ldap_search", "snmp"})
    void logsThatBrookDoesNotHaveAreNamed(String service) {
        assertThat(rule(service, "a: b").leftOut().toString())
                .contains("no such log yet: Brook does not write " + service + ".log");
    }
}
