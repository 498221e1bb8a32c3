package io.brook.analysis.protocol.ftp;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about a control connection. */
enum FtpWeird implements Weird {
    INVALID_COMMAND(Oddity.ofAnalyzer("FTP_invalid_command")),
    COMMAND_TOO_LONG(Oddity.ofAnalyzer("FTP_max_command_length_exceeded").with(WeirdAction.LOG_PER_CONN)),
    TOO_MANY_PENDING(Oddity.ofAnalyzer("FTP_too_many_pending_commands").with(WeirdAction.LOG_PER_CONN)),
    USER_TOO_LONG(Oddity.ofAnalyzer("FTP_user_too_long").with(WeirdAction.LOG_PER_CONN)),
    PASSWORD_TOO_LONG(Oddity.ofAnalyzer("FTP_password_too_long").with(WeirdAction.LOG_PER_CONN)),
    ARGUMENT_TOO_LONG(Oddity.ofAnalyzer("FTP_arg_too_long").with(WeirdAction.LOG_PER_CONN)),
    REPLY_TOO_LONG(Oddity.ofAnalyzer("FTP_reply_msg_too_long").with(WeirdAction.LOG_PER_CONN)),
    BAD_FIRST_TOKEN(Oddity.ofAnalyzer("ftp_adat_bad_first_token_encoding")),
    NUL_IN_LINE(Oddity.of("NVT", "NUL_in_line")),
    LONE_CR(Oddity.of("NVT", "line_terminated_with_single_CR")),
    LINE_TOO_LONG(Oddity.of("NVT", "nvt_line_size_exceeded"));

    private final Oddity oddity;

    FtpWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
