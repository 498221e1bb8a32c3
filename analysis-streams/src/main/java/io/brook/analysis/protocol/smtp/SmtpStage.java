package io.brook.analysis.protocol.smtp;

/** How the client's next line is to be read. */
enum SmtpStage {
    COMMANDS,
    /** Lines of a mail, up to a dot. */
    IN_DATA,
    /** A chunk of a mail, of known length. */
    IN_CHUNK,
    /** Secrets, up to the server's verdict. */
    IN_AUTH,
    /** Commands or a mail: something is missing before it. */
    AFTER_GAP,
    /** Commands, most probably: the server has replied since something was missing. */
    RECOVERING
}
