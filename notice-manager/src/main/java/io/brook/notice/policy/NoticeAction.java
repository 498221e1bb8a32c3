package io.brook.notice.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be done about a notice that is not suppressed. */
public enum NoticeAction {
    /** It goes to notice.log. */
    LOG("Notice::ACTION_LOG"),
    /** It goes to notice_alarm.log, and into the next summary of alarms. */
    ALARM("Notice::ACTION_ALARM"),
    /** It is mailed at once. */
    EMAIL("Notice::ACTION_EMAIL"),
    /** It is sent as a short mail, to somebody's telephone. */
    PAGE("Notice::ACTION_PAGE"),
    /** It is posted to the webhooks. */
    WEBHOOK("Brook::ACTION_WEBHOOK"),
    /** Whoever enforces it is told to block the source address. */
    BLOCK("Brook::ACTION_BLOCK"),
    /** The same by catch and release: for longer each time. */
    DROP("Notice::ACTION_DROP");

    private final String zeekName;

    NoticeAction(String zeekName) {
        this.zeekName = zeekName;
    }

    /** Its name in notice.log. */
    public String zeekName() {
        return zeekName;
    }

    /** Its name in a policy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action that a policy calls so. */
    static Optional<NoticeAction> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All names that a policy may use. */
    static String words() {
        return Arrays.stream(values()).map(NoticeAction::word).collect(Collectors.joining(", "));
    }
}
