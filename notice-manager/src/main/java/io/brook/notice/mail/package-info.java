/**
 * Mails notices: {@link io.brook.notice.mail.NoticeMailer} reads the topic, {@code NoticeMessage} renders, {@code SmtpTransport}
 * delivers.
 */
package io.brook.notice.mail;
