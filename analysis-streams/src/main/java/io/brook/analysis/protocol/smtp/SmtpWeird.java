package io.brook.analysis.protocol.smtp;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about a conversation in SMTP, and about its mails. */
enum SmtpWeird implements Weird {
    TOO_MANY_PENDING(Oddity.ofAnalyzer("smtp_excessive_pending_cmds")),
    NESTED_MAIL(Oddity.ofAnalyzer("smtp_nested_mail_transaction")),
    UNMATCHED_END(Oddity.ofAnalyzer("smtp_unmatched_end_of_data")),
    MISSING_LAST_CHUNK(Oddity.ofAnalyzer("smtp_missing_bdat_last_chunk")),
    INVALID_CHUNK(Oddity.ofAnalyzer("smtp_invalid_bdat_command")),
    HUGE_CHUNK(Oddity.ofAnalyzer("smtp_huge_bdat_chunk")),
    CHUNK_CUT(Oddity.ofAnalyzer("smtp_bdat_remaining_at_end_data")),
    CHUNK_LINE_CR_ONLY(Oddity.of("SMTP_BDAT", "smtp_bdat_line_cr_only")),
    CHUNK_LINE_LF_ONLY(Oddity.of("SMTP_BDAT", "smtp_bdat_line_lf_only")),
    CHUNK_LINE_TOO_LONG(Oddity.of("SMTP_BDAT", "smtp_bdat_line_too_long")),
    CHUNK_LINE_CUT(Oddity.of("SMTP_BDAT", "smtp_bdat_undelivered_at_done")),
    INVALID_MAIL(Oddity.ofAnalyzer("smtp_mail_transaction_invalid").with(WeirdAction.LOG_PER_CONN)),
    TOO_MANY_INVALID_MAILS(
            Oddity.ofAnalyzer("smtp_excessive_invalid_mail_transactions").with(WeirdAction.LOG_PER_CONN)),
    TOO_MANY_RECIPIENTS(Oddity.ofScript("smtp_too_many_rcptto_addresses")),
    TOO_MANY_TO(Oddity.ofScript("smtp_too_many_to_addresses")),
    TOO_MANY_CC(Oddity.ofScript("smtp_too_many_cc_addresses")),
    PATH_TOO_LONG(Oddity.ofScript("smtp_max_path_length_exceeded"));

    private final Oddity oddity;

    SmtpWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
