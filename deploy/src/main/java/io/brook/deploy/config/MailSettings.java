package io.brook.deploy.config;

import io.brook.notice.mail.AlarmConfig;
import io.brook.notice.mail.MailConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who gets notices by mail, and how mail is sent. */
final class MailSettings {
    private static final Option TO = option(Option.list("MailTo", Validators.EACH_A_MAIL_ADDRESS))
            .about("Who gets notices by mail. Nobody when empty.");
    private static final Option PAGE_TO = option(Option.list("MailPageTo", Validators.EACH_A_MAIL_ADDRESS))
            .about(
                    "Who gets a short mail about the notices that the policy pages, such as a gateway to telephones. Nobody when empty.");
    private static final Option ALARMS_TO = option(Option.list("MailAlarmsTo", Validators.EACH_A_MAIL_ADDRESS))
            .about(
                    "Who gets summaries of alarms by mail: of the notices that the policy makes alarms. Those of MailTo when empty.");
    private static final Option ALARMS_INTERVAL = option(Option.integer("MailAlarmsInterval", 86_400, 0))
            .about(
                    "The time that a summary of alarms covers; periods begin at whole multiples of it in UTC. No summaries with 0.")
            .in("seconds");
    private static final Option FROM = option(Option.text("MailFrom", "Brook <brook@localhost>", Validators.SENDER))
            .about("The sender of the mail.");
    private static final Option REPLY_TO = option(Option.text("MailReplyTo", "", Validators.SENDER_OR_EMPTY))
            .about("Where answers to the mail go. To the sender when empty.");
    private static final Option SUBJECT_PREFIX =
            option(Option.text("MailSubjectPrefix", "[Brook]")).about("What the subject of every mail begins with.");
    private static final Option HOST = option(Option.text("SmtpHost", "localhost", Validators.NOT_EMPTY))
            .about("The SMTP server that mail is sent through.");
    private static final Option PORT =
            option(Option.integer("SmtpPort", 25, 1, 65_535)).about("The port of the SMTP server.");
    private static final Option START_TLS = option(Option.flag("SmtpStartTls", false))
            .about("Whether the session must be encrypted (STARTTLS) before anything is sent.");
    static final Option USER = option(Option.text("SmtpUser", ""))
            .about("The user name to authenticate with at the SMTP server. No authentication when empty.");
    static final Option PASSWORD =
            option(Option.password("SmtpPassword")).about("The password that belongs to SmtpUser.");

    static final OptionGroup GROUP = OptionGroup.of(
            "Mail",
            TO,
            PAGE_TO,
            ALARMS_TO,
            ALARMS_INTERVAL,
            FROM,
            REPLY_TO,
            SUBJECT_PREFIX,
            HOST,
            PORT,
            START_TLS,
            USER,
            PASSWORD);

    private MailSettings() {}

    private static Option option(Option option) {
        return option.readBy(Reader.PROCESS, Reader.NOTICE_MANAGER, Reader.NOTICE, Reader.REPLAY, Reader.CTL);
    }

    static List<String> pageTo(Values values) {
        return values.list(PAGE_TO);
    }

    /** Who gets summaries of alarms; none when nobody does. */
    static Optional<AlarmConfig> alarms(Values values) {
        List<String> named = values.list(ALARMS_TO);
        List<String> to = named.isEmpty() ? recipients(values) : named;
        int interval = values.integer(ALARMS_INTERVAL);
        return to.isEmpty() || interval == 0
                ? Optional.empty()
                : Optional.of(new AlarmConfig(to, Duration.ofSeconds(interval)));
    }

    static List<String> recipients(Values values) {
        return values.list(TO);
    }

    /**
     * How mail is sent; none when nobody gets any.
     *
     * @param others whether anybody but those of MailTo does
     */
    static Optional<MailConfig> mail(Values values, boolean others) {
        if (recipients(values).isEmpty() && !others) {
            return Optional.empty();
        }
        String user = values.text(USER);
        return Optional.of(new MailConfig(
                values.text(FROM),
                values.text(REPLY_TO),
                values.text(SUBJECT_PREFIX),
                values.text(HOST),
                values.integer(PORT),
                values.flag(START_TLS),
                user.isEmpty() ? null : user,
                user.isEmpty() ? null : values.password(PASSWORD)));
    }
}
