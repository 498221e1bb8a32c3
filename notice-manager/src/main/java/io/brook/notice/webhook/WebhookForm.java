package io.brook.notice.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.brook.notice.outbox.ShownText;
import io.brook.schemas.export.JsonLines;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.subject.SensorName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What receivers take: JSON of different shapes. */
public enum WebhookForm {
    /** The line of notice.log as Zeek's JSON writer makes it, with all columns. */
    JSON {
        @Override
        byte[] body(NoticeLog notice) {
            return LINES.encode("", notice);
        }
    },
    /** A message for Slack and what takes the same, such as Mattermost and Rocket.Chat. */
    SLACK {
        @Override
        byte[] body(NoticeLog notice) {
            StringBuilder text =
                    new StringBuilder("*").append(escaped(notice.getNote())).append("* ");
            text.append(escaped(text(notice.getMsg())));
            if (notice.getSub() != null) {
                text.append('\n').append(escaped(notice.getSub()));
            }
            text.append("\nSensor: ")
                    .append(escaped(SensorName.of(notice.getMeta().getSensor())));
            return json(Map.of("text", text.toString()));
        }
    },
    /** An alert for Prometheus' Alertmanager, version 2 of its interface ({@code /api/v2/alerts}). */
    ALERTMANAGER {
        @Override
        byte[] body(NoticeLog notice) {
            SortedMap<String, String> labels = new TreeMap<>();
            put(labels, "alertname", notice.getNote());
            labels.put("sensor", SensorName.of(notice.getMeta().getSensor()));
            put(labels, "src", notice.getSrc());
            put(labels, "dst", notice.getDst());
            put(labels, "severity", notice.getSeverity());
            put(labels, "test", Boolean.TRUE.equals(notice.getTest()) ? "true" : null);
            SortedMap<String, String> annotations = new TreeMap<>();
            put(annotations, "summary", notice.getMsg());
            put(annotations, "description", notice.getSub());
            put(annotations, "uid", notice.getUid());
            SortedMap<String, Object> alert = new TreeMap<>();
            alert.put("labels", labels);
            alert.put("annotations", annotations);
            alert.put("startsAt", Instant.ofEpochSecond(0, notice.getTs()).toString());
            return json(List.of(alert));
        }
    };

    private static final JsonLines LINES = new JsonLines(new LogStyle(true, Set.copyOf(LogStyle.EXTRA), false));
    private static final ObjectMapper MAPPER = new JsonMapper();

    /** Its name in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is posted for a notice. */
    abstract byte[] body(NoticeLog notice);

    private static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and maps become JSON", e);
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static void put(Map<String, String> into, String key, String value) {
        if (value != null) {
            into.put(key, ShownText.wellFormed(value));
        }
    }

    /** What Slack would take for links and mentions. */
    private static String escaped(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return ShownText.oneLine(escaped);
    }
}
