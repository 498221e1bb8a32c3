package io.brook.analysis.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeirdTableTest {
    /** What is decided by its name must not depend on who says it. */
    @Test
    void oneNameHasOneAction() {
        Map<String, Oddity> byName = new HashMap<>();
        for (Weird weird : WeirdTable.ALL) {
            Oddity odd = weird.oddity();
            Oddity other = byName.putIfAbsent(odd.name(), odd);
            if (other != null) {
                assertThat(other.action()).as(odd.name()).isEqualTo(odd.action());
                assertThat(other.isCounted()).as(odd.name()).isEqualTo(odd.isCounted());
            }
        }
    }

    /** Some of Zeek's Weird::actions, of every kind. */
    @ParameterizedTest
    @CsvSource({
        "spontaneous_FIN, IGNORE",
        "simultaneous_open, LOG_PER_CONN",
        "FTP_arg_too_long, LOG_PER_CONN",
        "smtp_mail_transaction_invalid, LOG_PER_CONN",
        "bad_TCP_checksum, LOG_PER_ORIG",
        "DNS_label_too_long, LOG_PER_ORIG",
        "SSH_max_packet_length_exceeded, LOG_PER_ORIG",
        "FIN_storm, NOTICE_PER_ORIG",
        "window_recision, LOG",
        "never_heard_of, LOG"
    })
    void theActionIsZeeks(String name, WeirdAction action) {
        assertThat(WeirdTable.POLICY.actionOf(name)).isEqualTo(action);
    }

    @Test
    void wrongChecksumsAreCounted() {
        assertThat(WeirdTable.POLICY.suppressesRepeats("bad_IP_checksum")).isFalse();
        assertThat(WeirdTable.POLICY.suppressesRepeats("bad_ICMP_checksum")).isFalse();
        assertThat(WeirdTable.POLICY.suppressesRepeats("window_recision")).isTrue();
    }
}
