package io.brook.notice.mail;

import io.brook.notice.policy.NoticeAction;
import io.brook.schemas.log.NoticeLog;
import java.util.List;
import java.util.function.Function;

/**
 * What is mailed of a notice, and to whom. Each kind is a group of its own, so that one does not wait for the other.
 *
 * @param group the group of its consumers
 * @param recipients who gets a notice; nobody when empty
 * @param message what they get
 */
public record MailKind(String group, Function<NoticeLog, List<String>> recipients, MessageForm message) {
    /** The notices themselves, for those whom they name. */
    public static final MailKind NOTICES = new MailKind("brook-mailer", MailKind::named, NoticeMessage::of);

    /** Makes the mail for a notice. */
    @FunctionalInterface
    public interface MessageForm {
        /**
         * @param subjectPrefix what the subject begins with
         * @param to all recipients of this mail
         */
        NoticeMessage of(NoticeLog notice, String subjectPrefix, List<String> to);
    }

    private static List<String> named(NoticeLog notice) {
        return notice.getEmailDest() == null ? List.of() : notice.getEmailDest();
    }

    /** Short mails, for the notices about which somebody is to be paged. */
    public static MailKind pages(List<String> to) {
        List<String> recipients = List.copyOf(to);
        return new MailKind(
                "brook-pager",
                notice -> notice.getActions() != null && notice.getActions().contains(NoticeAction.PAGE.zeekName())
                        ? recipients
                        : List.of(),
                NoticeMessage::page);
    }
}
