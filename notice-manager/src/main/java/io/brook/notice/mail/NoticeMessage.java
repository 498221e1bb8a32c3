package io.brook.notice.mail;

import io.brook.notice.outbox.ShownText;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.subject.SensorName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A notice as a mail, worded as Zeek's {@code Notice::email_notice_to} words it, and with the sensor and the time.
 *
 * @param to the recipients, all in one mail
 * @param subject the prefix and the notice's type
 * @param body the text, its lines ended by {@code \n}
 * @param html the same as a page of HTML, which programs that can show it prefer; null for none
 */
public record NoticeMessage(List<String> to, String subject, String body, String html) {
    /** As much as a short message carries. */
    private static final int PAGE = 160;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss.SSSSSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** One of text only. */
    NoticeMessage(List<String> to, String subject, String body) {
        this(to, subject, body, null);
    }

    /** @param to the recipients of the notice that it is sent to */
    static NoticeMessage of(NoticeLog notice, String subjectPrefix, List<String> to) {
        StringBuilder body = new StringBuilder();
        line(body, "Message: ", notice.getMsg());
        line(body, "Sub-message: ", notice.getSub());
        body.append('\n');
        String sensor = SensorName.of(notice.getMeta().getSensor());
        line(body, "Sensor: ", sensor.isEmpty() ? null : sensor);
        line(body, "Time: ", TIME.format(instant(notice.getTs())));
        body.append('\n');
        if (notice.getFileDesc() != null || notice.getFileMimeType() != null) {
            line(body, "File Description: ", notice.getFileDesc());
            line(body, "File MIME Type: ", notice.getFileMimeType());
            body.append('\n');
        }
        if (notice.getId() != null) {
            line(body, "Connection: ", endpoints(notice.getId()));
            line(body, "Connection uid: ", notice.getUid());
        } else {
            line(body, "Address: ", notice.getSrc());
        }
        body.append("\n\n--\n[Automatically generated]\n\n");
        return new NoticeMessage(to, subject(notice, subjectPrefix), body.toString());
    }

    /** The message alone, for a small screen. */
    static NoticeMessage page(NoticeLog notice, String subjectPrefix, List<String> to) {
        String text = ShownText.oneLine(notice.getMsg() == null ? notice.getNote() : notice.getMsg());
        String shown = text.length() > PAGE ? text.substring(0, PAGE) : text;
        return new NoticeMessage(to, subject(notice, subjectPrefix), shown + "\n");
    }

    private static String subject(NoticeLog notice, String prefix) {
        String test = Boolean.TRUE.equals(notice.getTest()) ? " [TEST]" : "";
        return ShownText.oneLine(prefix + test + " " + notice.getNote());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    static String endpoints(ConnId id) {
        return id.getOrigH() + ":" + id.getOrigP() + " -> " + id.getRespH() + ":" + id.getRespP();
    }

    private static void line(StringBuilder body, String label, String text) {
        if (text != null) {
            body.append(label).append(ShownText.oneLine(text)).append('\n');
        }
    }
}
