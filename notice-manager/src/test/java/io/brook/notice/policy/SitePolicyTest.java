package io.brook.notice.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.schemas.record.Notice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SitePolicyTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final Verdict STANDARD =
            new Verdict(EnumSet.of(NoticeAction.LOG), List.of("soc@example.org"), HOUR, null);

    private static final AddressSets ADDRESSES = new AddressSets() {
        @Override
        public boolean isLocal(String address) {
            return address.startsWith("10.");
        }

        @Override
        public boolean isIn(String address, String network) {
            return address.equals(network) || network.equals("192.0.2.0/24") && address.startsWith("192.0.2.");
        }

        @Override
        public boolean isAddress(String text) {
            return text.matches("[0-9.]+") && !text.contains("300");
        }

        @Override
        public boolean isNetwork(String text) {
            return text.matches("[0-9.]+/[0-9]{1,2}");
        }

        @Override
        public Predicate<String> union(Collection<String> networks) {
            return address -> networks.stream().anyMatch(network -> isIn(address, network));
        }
    };

    private static SitePolicy policy(String yaml) throws PolicyException {
        return policy(Map.of("local.yaml", yaml));
    }

    private static SitePolicy policy(Map<String, String> files) throws PolicyException {
        return PolicyParser.check(PolicyFiles.of(files), ADDRESSES);
    }

    private static Notice notice(String type, String source) {
        return Notice.newBuilder()
                .setSensor("tap")
                .setNote(type)
                .setTime(7)
                .setMsg("A message with a \"quote\"")
                .setSrc(source)
                .setN(40L)
                .setP(22)
                .setSuppressFor(HOUR)
                .build();
    }

    private static Verdict judged(SitePolicy policy, String type, String source) {
        return policy.judge(notice(type, source), STANDARD, (rule, why) -> {});
    }

    @Test
    void changesNothingWithoutRules() throws Exception {
        assertThat(judged(policy(""), "Scan::Address_Scan", "10.0.0.1")).isEqualTo(STANDARD);
        assertThat(judged(policy("notices: {rules: []}"), "Scan::Address_Scan", "10.0.0.1"))
                .isEqualTo(STANDARD);
    }

    @Test
    void hasListsOfTypesAsZeek() throws Exception {
        SitePolicy policy = policy("""
                notices:
                  ignore: [Weird::Activity]
                  never_suppress: [SSH::Password_Guessing]
                  email: [Scan::Address_Scan]
                  alarm: [Scan::Address_Scan, Scan::Port_Scan]
                  suppress_for: {Scan::Port_Scan: 2d}
                """);
        assertThat(judged(policy, "Weird::Activity", "10.0.0.1").isIgnored()).isTrue();
        assertThat(judged(policy, "SSH::Password_Guessing", "10.0.0.1").suppressFor())
                .isZero();
        assertThat(judged(policy, "Scan::Address_Scan", "10.0.0.1").zeekNames())
                .containsExactly("Notice::ACTION_LOG", "Notice::ACTION_ALARM", "Notice::ACTION_EMAIL");
        assertThat(judged(policy, "Scan::Port_Scan", "10.0.0.1"))
                .isEqualTo(STANDARD.with(EnumSet.of(NoticeAction.LOG, NoticeAction.ALARM))
                        .suppressing(48 * HOUR));
        assertThat(judged(policy, "Other::Type", "10.0.0.1")).isEqualTo(STANDARD);
    }

    @Test
    void hasRulesWithConditionsInTheirOrder() throws Exception {
        SitePolicy policy = policy(Map.of("local.yaml", """
                tables:
                  scanners: [10.9.9.9]
                  partners: {file: partners.txt}
                notices:
                  rules:
                    - name: our own scanner
                      when: note.startsWith("Scan::") && src in tables.scanners
                      actions: []
                      stop: true
                    - type: Scan::Address_Scan
                      when: inNet(src, tables.partners) || inNet(src, "192.0.2.0/24")
                      severity: low
                      email_to: partners@example.org
                      add: [email]
                    - when: isLocal(src) && n >= 40 && p == 22 && msg.contains("quote")
                      add: [page]
                      severity: critical
                      suppress_for: 10min
                """, "partners.txt", """
                # Those that we know.
                203.0.113.7
                """));
        assertThat(judged(policy, "Scan::Address_Scan", "10.9.9.9").isIgnored()).isTrue();
        assertThat(judged(policy, "Scan::Address_Scan", "203.0.113.7"))
                .isEqualTo(new Verdict(
                        EnumSet.of(NoticeAction.LOG, NoticeAction.EMAIL),
                        List.of("partners@example.org"),
                        HOUR,
                        "low"));
        assertThat(judged(policy, "Scan::Address_Scan", "192.0.2.8").severity()).isEqualTo("low");
        assertThat(judged(policy, "Other::Type", "192.0.2.8")).isEqualTo(STANDARD);
        assertThat(judged(policy, "Other::Type", "10.0.0.1"))
                .isEqualTo(STANDARD.with(EnumSet.of(NoticeAction.LOG, NoticeAction.PAGE))
                        .suppressing(HOUR / 6)
                        .rated("critical"));
    }

    @Test
    void saysAllThatIsWrongAtOnceAndWhere() {
        assertThatThrownBy(
                        () -> policy(Map.of("local.yaml", """
                setings: {}
                tables:
                  Bad-Name: [a]
                  lost: {file: nowhere.txt}
                notices:
                  ignore: [nonsense]
                  suppress_for: {A::B: soon}
                  rules:
                    - when: src == 7
                      add: [shout]
                    - when: >-
                        note == "A::B" &&
                        tables.unknown.size() > 0
                      severity: dreadful
                    - severity: low
                      severity: high
                """, "local-worker.yaml", "notices: {}", "other.yaml", "")))
                .asInstanceOf(InstanceOfAssertFactories.type(PolicyException.class))
                .extracting(PolicyException::problems, InstanceOfAssertFactories.list(PolicyProblem.class))
                .extracting(PolicyProblem::toString)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("local-worker.yaml:1:10: workers judge no notices"),
                        each -> assertThat(each)
                                .isEqualTo("local.yaml:1:1: unknown key setings; there are settings, tables, notices"),
                        each -> assertThat(each).startsWith("local.yaml:3:13: a table's name"),
                        each -> assertThat(each).startsWith("local.yaml:4:16: there is no file nowhere.txt"),
                        each -> assertThat(each).startsWith("local.yaml:6:12: expected a notice's type"),
                        each -> assertThat(each).startsWith("local.yaml:7:24: expected a duration"),
                        each -> assertThat(each).startsWith("local.yaml:9:17: ").contains("_==_"),
                        each -> assertThat(each)
                                .isEqualTo("local.yaml:10:13: no action shout; there are log, alarm, email, page,"
                                        + " webhook, block, drop"),
                        each -> assertThat(each).startsWith("local.yaml:11:").contains("tables"),
                        each -> assertThat(each).startsWith("local.yaml:14:17: expected one of low"),
                        each -> assertThat(each).startsWith("local.yaml:15:7: a rule needs"),
                        each -> assertThat(each).startsWith("local.yaml:16:7: severity is there twice"),
                        each -> assertThat(each).startsWith("other.yaml:1:1: is read by nothing"));
    }

    @Test
    void mistypedAddressesAndPortsAreMistakesWithTheirPlace() {
        assertThatThrownBy(() -> policy(Map.of("local.yaml", """
            tables:
              inline: [10.0.0.1, 10.0.0.0/8, 10.0.0.300]
              file: {file: nets.txt}
              names: [a name, 10.0.0.300]
            notices:
              rules:
                - when: inNet(src, "10.0.0.0/333") || inNet(dst, ["192.0.2.1", "nowhere"])
                  add: [page]
                - when: "src == '10.0.0.300' || id.resp_h in ['10.0.0.1', 'x'] || isLocal('y')"
                  add: [page]
                - when: src in tables.inline || inNet(dst, tables.file) || msg in tables.names
                  add: [page]
                - when: p == 70000 || id.resp_p in [22, -1] || n == 70000 || src == "" || msg == "x"
                  add: [page]
            """, "nets.txt", """
            # networks
              192.0.2.0/24
              192.0.2.0/244
            """)))
                .asInstanceOf(InstanceOfAssertFactories.type(PolicyException.class))
                .extracting(PolicyException::problems, InstanceOfAssertFactories.list(PolicyProblem.class))
                .extracting(PolicyProblem::toString)
                .containsExactly(
                        "local.yaml:2:34: no address and no network: 10.0.0.300; a condition looks for addresses in"
                                + " the table inline",
                        "local.yaml:7:24: no network and no address: 10.0.0.0/333",
                        "local.yaml:7:68: no network and no address: nowhere",
                        "local.yaml:9:21: no address: 10.0.0.300",
                        "local.yaml:9:63: no address: x",
                        "local.yaml:9:79: no address: y",
                        "local.yaml:13:18: no port: 70000",
                        "local.yaml:13:46: no port: -1",
                        "nets.txt:3:3: no address and no network: 192.0.2.0/244; a condition looks for addresses in"
                                + " the table file");
    }

    @Test
    void namesWhatIsNoYaml() {
        assertThatThrownBy(() -> policy("notices: [\n")).hasMessageStartingWith("local.yaml:2:1: not YAML: ");
        assertThatThrownBy(() -> policy("a: &x [*x, *x]"))
                .hasMessageContaining("local.yaml:1:1: unknown key a; there are settings, tables, notices");
    }

    @Test
    void aConditionThatTakesTooLongDoesNotHold() throws Exception {
        String rule = "{when: '[0,1,2,3,4,5,6,7,8,9].all(a, [0,1,2,3,4,5,6,7,8,9].all(b, %s))', add: [page]}";
        SitePolicy quick = policy("notices: {rules: [" + rule.formatted("true") + "]}");
        assertThat(judged(quick, "A::B", "10.0.0.1").zeekNames()).contains("Notice::ACTION_PAGE");
        SitePolicy slow = policy("notices: {rules: [" + rule.formatted("[0,1,2,3,4,5,6,7,8,9].all(c, true)") + "]}");
        assertThat(judged(slow, "A::B", "10.0.0.1")).isEqualTo(STANDARD);
    }

    @Test
    void aConditionThatFailsIsTold() throws Exception {
        SitePolicy policy = policy("""
            notices:
              rules:
                - {name: by number, when: int(msg) > 3, add: [page]}
                - {when: p == 22, add: [alarm]}
                - {when: int(sub) > 3, add: [email]}
            """);
        List<String> failed = new ArrayList<>();
        Verdict verdict = policy.judge(
                notice("A::B", "10.0.0.1"), STANDARD, (rule, why) -> failed.add(rule + ": " + why.isBlank()));
        assertThat(verdict.zeekNames()).containsExactly("Notice::ACTION_LOG", "Notice::ACTION_ALARM");
        assertThat(failed).containsExactly("by number (local.yaml:3): false", "local.yaml:5: false");
    }

    @Test
    void redefinesSettings() throws Exception {
        SitePolicy policy = policy("""
                settings:
                  ScanAddressThreshold: 50
                  DisabledAnalyses: [dns, ntp]
                """);
        assertThat(policy.settings())
                .containsExactly(
                        new PolicySetting("ScanAddressThreshold", "50", "local.yaml:2"),
                        new PolicySetting("DisabledAnalyses", "dns, ntp", "local.yaml:3"));
    }

    @Test
    void itsPartsAreToldApart() throws Exception {
        SitePolicy policy = policy(Map.of(
                "local.yaml",
                """
                tables:
                  inline: [10.0.0.1, 10.0.0.2]
                  listed: {file: hosts.txt}
                notices:
                  email: [A::B, C::D]
                  suppress_for: {A::B: 1d}
                  rules:
                    - {name: first, type: [A::B, C::D], add: [page]}
                    - {when: p == 22, actions: []}
                """,
                "local-manager.yaml",
                "notices: {email: [E::F]}",
                "hosts.txt",
                "# some\n192.0.2.1\n",
                "sigma/a.yml",
                "title: x"));
        assertThat(policy.parts())
                .containsEntry("tables.inline", "10.0.0.1, 10.0.0.2")
                .containsEntry("tables.listed", "192.0.2.1")
                .containsEntry("notices.email", "A::B, C::D, E::F")
                .containsEntry("notices.suppress_for", "A::B: 1d")
                .containsEntry("notices.rules", "first, #2")
                .containsEntry("notices.rules.first", "name: first, type: [A::B, C::D], add: [page]")
                .containsEntry("notices.rules.#2", "when: p == 22, actions: []")
                .containsEntry("sigma/a.yml", "f318f0505746a9319c4daa21f5774c60a8fe1b6994c6f23154a4e82a9b801cc7")
                .hasSize(8);
    }

    @Test
    void aLongPartIsCut() throws Exception {
        SitePolicy policy = policy("tables: {long: [" + "x, ".repeat(3_000) + "x]}");
        assertThat(policy.parts().get("tables.long")).hasSize(PolicyParts.LONGEST);
    }

    @Test
    void conditionsAreToldApartWhateverTheySay() throws Exception {
        StringBuilder many = new StringBuilder("notices:\n  rules:\n");
        for (int i = 0; i < 2_000; i++) {
            many.append("    - {when: 'n == ")
                    .append(i)
                    .append(" // ")
                    .append(i)
                    .append("', actions: [], severity: low}\n");
        }
        many.append("    - {when: 'msg == \"unlike\" || n == 7', add: [page]}\n");
        SitePolicy policy = policy(many.toString());
        List<String> applied = new ArrayList<>();
        policy.judge(Notice.newBuilder(notice("A::B", "10.0.0.1")).setN(7L).build(), STANDARD, new RuleListener() {
            @Override
            public void failed(String rule, String why) {
                throw new AssertionError(rule + why);
            }

            @Override
            public void applied(String rule) {
                applied.add(rule);
            }
        });
        assertThat(applied).containsExactly("local.yaml:10", "local.yaml:2003");
    }

    @Test
    void whatIsOnlyRightInTheMidstOfOthersIsRefused() {
        for (String wrong : List.of("true), (true", "true\n), (\ntrue", "n + 1", "true) // (", "\"\"\"")) {
            assertThatThrownBy(() -> policy(Map.of(
                            "local.yaml",
                            "notices:\n  rules:\n    - when: p == 22\n      add: [page]\n    - add: [page]\n      when: '"
                                    + wrong + "'\n    - {when: p == 22, add: [page]}\n")))
                    .isInstanceOfSatisfying(
                            PolicyException.class,
                            e -> assertThat(e.problems())
                                    .isNotEmpty()
                                    .allSatisfy(problem ->
                                            assertThat(problem.line()).isBetween(6, 9)));
        }
    }

    @Test
    void aMistypedAddressIsFoundAmongOthers() {
        assertThatThrownBy(() -> policy("""
                notices:
                  rules:
                    - {when: p == 22, add: [page]}
                    - {when: 'src == "10.0.0.300"', add: [page]}
                """))
                .isInstanceOfSatisfying(
                        PolicyException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.line()).isEqualTo(4);
                            assertThat(problem.column()).isEqualTo(22);
                        }));
    }
}
