package io.brook.notice.mail;

import io.brook.notice.outbox.ShownText;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.NoticeAlarmLog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The alarms of a period as one mail: by type, each as Zeek's {@code Notice::pretty_print_alarm} prints it, but with times in UTC and
 * without looking up names. Memory is bounded: of more than {@link #MAX_SHOWN} alarms the others are only counted.
 */
final class AlarmSummary {
    /** How many alarms are shown. */
    static final int MAX_SHOWN = 1_000;

    /** How many types are told apart. There are far fewer, but they come from a topic. */
    private static final int MAX_TYPES = 500;

    private static final String OTHER_TYPES = "other types";
    /** As much of a message as is shown, in characters. */
    private static final int MAX_TEXT = 1_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** What Zeek's {@code %D} prints. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant from;
    private final Instant to;
    private final SortedMap<String, OfType> types = new TreeMap<>();
    private int shown;

    private record Shown(long time, String text) {}

    /** The alarms of a type. */
    private static final class OfType {
        private final List<Shown> shown = new ArrayList<>();
        private long alarms;
        private long suppressed;
    }

    /** A summary of the period from one time until before another. */
    AlarmSummary(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    void add(NoticeAlarmLog alarm) {
        boolean isKnown = types.containsKey(alarm.getNote()) || types.size() < MAX_TYPES;
        OfType type = types.computeIfAbsent(isKnown ? alarm.getNote() : OTHER_TYPES, note -> new OfType());
        type.alarms++;
        type.suppressed += alarm.getSuppressed() == null ? 0 : alarm.getSuppressed();
        if (shown < MAX_SHOWN) {
            shown++;
            type.shown.add(new Shown(alarm.getTs(), text(alarm)));
        }
    }

    /** How many alarms there are. */
    long size() {
        return types.values().stream().mapToLong(each -> each.alarms).sum();
    }

    /** Its name in messages, and the mail's subject. */
    String subject() {
        return "Alarm summary from " + CLOCK.format(from) + "-" + CLOCK.format(to);
    }

    /** @param recipients those that have not got it yet */
    NoticeMessage message(String subjectPrefix, List<String> recipients) {
        long suppressed =
                types.values().stream().mapToLong(each -> each.suppressed).sum();
        StringBuilder body = new StringBuilder("Alarms from ")
                .append(DAY.format(from))
                .append(" to ")
                .append(DAY.format(to))
                .append(" UTC: ")
                .append(counts(size(), suppressed))
                .append("\n\n");
        types.forEach((note, type) -> body.append(oneLine(note))
                .append(": ")
                .append(counts(type.alarms, type.suppressed))
                .append('\n'));
        for (OfType type : types.values()) {
            body.append('\n');
            type.shown.stream()
                    .sorted(Comparator.comparingLong(Shown::time).thenComparing(Shown::text))
                    .forEach(each -> body.append(each.text).append('\n'));
        }
        if (size() > shown) {
            body.append('\n').append(size() - shown).append(" more are in notice_alarm.log.\n");
        }
        body.append("\n\n--\n[Automatically generated]\n\n");
        return new NoticeMessage(recipients, ShownText.oneLine(subjectPrefix + " " + subject()), body.toString());
    }

    private static String counts(long alarms, long suppressed) {
        return suppressed == 0 ? Long.toString(alarms) : alarms + ", and " + suppressed + " suppressed before them";
    }

    private static String text(NoticeAlarmLog alarm) {
        StringBuilder text = new StringBuilder(">  ")
                .append(TIME.format(Instant.ofEpochSecond(
                        Math.floorDiv(alarm.getTs(), NANOS_PER_SECOND),
                        Math.floorMod(alarm.getTs(), NANOS_PER_SECOND))))
                .append(' ')
                .append(oneLine(alarm.getNote()))
                .append(' ')
                .append(oneLine(who(alarm)))
                .append("\n   ");
        if (alarm.getPeerDescr() != null) {
            text.append('<').append(oneLine(alarm.getPeerDescr())).append("> ");
        }
        text.append(oneLine(alarm.getMsg() == null ? "" : alarm.getMsg())).append('\n');
        if (alarm.getSub() != null) {
            text.append("   ").append(oneLine(alarm.getSub())).append('\n');
        }
        return text.toString();
    }

    private static String who(NoticeAlarmLog alarm) {
        String who = "";
        ConnId id = alarm.getId();
        if (id != null) {
            who = NoticeMessage.endpoints(id);
        } else if (alarm.getSrc() != null && alarm.getDst() != null) {
            who = alarm.getSrc() + " -> " + alarm.getDst();
        } else if (alarm.getSrc() != null) {
            who = alarm.getSrc() + (alarm.getP() == null ? "" : ":" + alarm.getP());
        }
        return alarm.getUid() == null ? who : who + " (uid " + alarm.getUid() + ")";
    }

    private static String oneLine(String text) {
        return ShownText.oneLine(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "..." : text);
    }
}
