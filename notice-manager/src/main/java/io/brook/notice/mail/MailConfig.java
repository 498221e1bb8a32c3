package io.brook.notice.mail;

/**
 * How mail is sent.
 *
 * @param from the sender, such as {@code Brook <brook@localhost>}
 * @param replyTo where answers go; to the sender when empty
 * @param subjectPrefix what every subject starts with
 * @param host the SMTP server
 * @param port its port
 * @param startTls whether the session must be encrypted before anything is sent
 * @param user the name to authenticate with; none when null
 * @param password its password
 */
public record MailConfig(
        String from,
        String replyTo,
        String subjectPrefix,
        String host,
        int port,
        boolean startTls,
        String user,
        String password) {
    /** Without the password, for logs. */
    @Override
    public String toString() {
        return "MailConfig[from=" + from + ", replyTo=" + replyTo + ", subjectPrefix=" + subjectPrefix + ", host="
                + host + ", port=" + port + ", startTls=" + startTls + ", user=" + user + "]";
    }
}
