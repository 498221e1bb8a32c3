package io.brook.analysis.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.X509Log;
import io.brook.schemas.record.Finding;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigmaRulesTest {
    private static SigmaRules rules(String service, String detection) {
        return read("title: a rule\nid: 1-2\nlevel: high\nlogsource:\n  product: zeek\n  service: " + service
                + "\ndetection:\n" + detection.indent(2));
    }

    private static SigmaRules read(String text) {
        return SigmaRules.of(new TreeMap<>(Map.of("rule.yml", text)));
    }

    private static boolean matches(String service, String detection, SpecificRecord line) {
        SigmaRules rules = rules(service, detection);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut()).isEmpty();
        return !rules.in(line).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        method: get                                     | true
        method: ge                                      | false
        method/cased: get                               | false
        uri: '*.exe*'                                   | true
        uri: '/files/?etup.exe*'                        | true
        uri: '*.exe'                                    | false
        c-uri/contains: SETUP                           | true
        uri/startswith: [/other, /files]                | true
        uri/endswith: /files                            | false
        uri/contains/all: [files, setup]                | true
        uri/contains/all: [files, other]                | false
        uri/re: 'cmd=[a-zA-Z0-9]+=*$'                   | true
        uri/re: 'CMD='                                  | false
        uri/re/i: 'CMD='                                | true
        uri/base64offset/contains: powershell           | true
        uri/base64offset/contains: powershall           | false
        user_agent/contains: '\\x01'                    | true
        user_agent/contains/windash: ' /k'              | true
        user_agent/contains: 'curl\\*'                  | false
        status_code: 200                                | true
        status_code: '200'                              | true
        status_code/gte: 201                            | false
        status_code/lt: 201                             | true
        id.resp_p: [80, 8080]                           | true
        id.orig_h/cidr: 10.0.0.0/8                      | true
        id.orig_h/cidr: ['fe80::/10', 172.16.0.0/12]    | false
        resp_mime_types/endswith: dosexec               | true
        referrer: null                                  | true
        referrer/exists: true                           | false
        host/neq: www.example.com                       | false
        host/fieldref: uri                              | false
        request_body_len: 0                             | true
        """)
    void aColumnMatches(String column, boolean expected) {
        String selection = column.replace("/cased", "|cased")
                .replaceFirst("^([a-z_.-]+)/([a-z0-9]+)/([a-z0-9]+):", "$1|$2|$3:")
                .replaceFirst("^([a-z_.-]+)/([a-z0-9]+):", "$1|$2:");
        assertThat(matches("http", "selection:\n  " + selection + "\ncondition: selection", SigmaLines.request()))
                .as(selection)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "a and b, false",
        "a or b, true",
        "a and not b, true",
        "not (a and b), true",
        "1 of them, true",
        "all of them, false",
        "2 of them, true",
        "1 of b*, false",
        "A OR B AND c, true"
    })
    void selectionsAreCombined(String condition, boolean expected) {
        String detection = "a:\n"
                + "  method: GET\n"
                + "b:\n"
                + "  method: POST\n"
                + "c:\n"
                + "  - example.com\n"
                + "  - nowhere\n"
                + "A:\n"
                + "  host: x\n"
                + "B:\n"
                + "  host: y\n"
                + "condition:"
                + " " + condition;
        String own = condition.startsWith("A") ? detection.replace("host: x", "method: GET") : detection;
        assertThat(matches("http", own, SigmaLines.request())).isEqualTo(expected);
    }

    @Test
    void flagsAreAskedInWords() {
        String detection = "s:\n  query|endswith: example.org\nr:\n  rejected: 'true'\ncondition: s and not r";
        assertThat(matches("dns", detection, SigmaLines.query())).isTrue();
        assertThat(matches("dns", "s:\n  rejected: F\ncondition: s", SigmaLines.query()))
                .isTrue();
        assertThat(matches("dns", "s:\n  answers|cidr: 2001:db8::/32\ncondition: s", SigmaLines.query()))
                .isTrue();
        assertThat(matches("dns", "s:\n  Z: 0\ncondition: not s", SigmaLines.query()))
                .isFalse();
    }

    @Test
    void saysWhatItFoundAndWhere() {
        SigmaRules rules = rules("http", "s:\n  uri|contains: setup\ncondition: s");
        Finding found = (Finding) rules.in(SigmaLines.request()).get(0).found();
        assertThat(found.getNote()).isEqualTo(SigmaRules.NOTE);
        assertThat(found.getMsg()).isEqualTo("a rule");
        assertThat(found.getSub()).isEqualTo("high, http.log, rule 1-2");
        assertThat(found.getIdentifier()).isEqualTo("1-2 10.1.2.3");
        assertThat(found.getUid()).isEqualTo("C1");
        assertThat(rules.in(SigmaLines.query())).isEmpty();
    }

    @Test
    void aCertificateHasNoConnection() {
        X509Log line = new X509Log();
        line.setMeta(SigmaLines.META);
        line.setFingerprint("abcd");
        line.setCertificateSerial("08BB00EE");
        SigmaRules rules = rules("x509", "s:\n  certificate.serial|endswith: 8BB00EE\ncondition: s");
        Finding found = (Finding) rules.in(line).get(0).found();
        assertThat(found.getId()).isNull();
        assertThat(found.getIdentifier()).isEqualTo("1-2 abcd");
    }

    @Test
    void rulesOfOtherProductsDoNotCount() {
        SigmaRules rules = read("title: t\n"
                + "logsource:\n"
                + "  product: windows\n"
                + "  service: security\n"
                + "detection:\n"
                + "  s:\n"
                + "    EventID: 1\n"
                + "  condition: s");
        assertThat(rules.others()).isEqualTo(1);
        assertThat(rules.size()).isZero();
        assertThat(rules.leftOut()).isEmpty();
        assertThat(read("title: t\n"
                                + "logsource:\n"
                                + "  category: proxy\n"
                                + "detection:\n"
                                + "  s:\n"
                                + "    c-uri|contains: setup\n"
                                + "  condition: s")
                        .in(SigmaLines.request()))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        http    | s: {uri/base64offset/expand: x}   | rule.yml:8:32: the modifier expand is not supported
        http    | s: {cookie: x}                     | rule.yml:8:7: http.log has no column cookie
        http    | s: {uri/re: '(?=x)'}               | rule.yml:8:15: no regular expression of RE2's syntax
        weird   | s: {name: x}                       | rule.yml:5:3: rules are not applied to weird.log
        nothing | s: {name: x}                       | rule.yml:5:3: no such log yet: Brook does not write nothing.log
        """)
    void whatIsNotSupportedIsNamedWithItsPlace(String service, String selection, String expected) {
        String own = selection
                .replaceFirst("uri/([a-z0-9]+)/([a-z0-9]+)", "uri|$1|$2")
                .replaceFirst("uri/re", "uri|re");
        SigmaRules rules = rules(service, own + "\ncondition: s");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.leftOut()).hasSize(1);
        assertThat(rules.leftOut().get(0).toString()).contains(expected);
    }

    @Test
    void countingIsNotSupported() {
        SigmaRules rules = rules("http", "s:\n  uri: x\ncondition: s | count() by src_ip > 5");
        assertThat(rules.leftOut().toString()).contains("counting over several lines");
    }

    @ParameterizedTest
    @CsvSource({
        "s and, ends too early",
        "s and (s, not closed",
        "t, there is no selection t",
        "x of them, expected a number",
        "1 of y*, no selection is called y*",
        "s s, 'expected and, or, or the end'"
    })
    void mistakesAreProblems(String condition, String expected) {
        SigmaRules rules = rules("http", "s:\n  uri: x\ncondition: " + condition);
        assertThat(rules.problems()).hasSize(1);
        assertThat(rules.problems().get(0).message()).contains(expected);
        assertThat(rules.problems().get(0).line()).isEqualTo(10);
    }

    @Test
    void allMistakesAreListed() {
        SigmaRules rules = SigmaRules.of(new TreeMap<>(Map.of("a.yml", "title: [\n", "b.yml", "title: b\n")));
        assertThat(rules.problems()).extracting(SigmaProblem::file).containsExactly("a.yml", "b.yml");
    }

    @Test
    void whatIsLookedUpIsWhatWouldMatch() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(i == 0 ? "" : "---\n")
                    .append("title: r" + i
                            + "\nlogsource: {product: zeek, service: dns}\ndetection:\n  s:\n    query|endswith: ")
                    .append(i == 200 ? "example.org" : "other" + i + ".example.net")
                    .append("\n  condition: s\n");
        }
        SigmaRules rules = read(text.toString());
        assertThat(rules.size()).isEqualTo(300);
        assertThat(rules.in(SigmaLines.query())).hasSize(1);
    }
}
