package io.brook.notice.outbox;

import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Notices that a receiver gets as one, because there are too many. Memory is bounded. */
final class FloodTally {
    /** Zeek's type of notices that report how often others occurred. */
    static final String NOTE = "Notice::Tally";

    /** How many types are told apart. There are far fewer, but they come from a topic. */
    private static final int MAX_TYPES = 500;

    private static final String OTHER_TYPES = "other types";
    /** How many of them are named. */
    private static final int NAMED = 10;

    private final Map<String, Long> types = new TreeMap<>();
    private String sensor;
    private long notices;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(NoticeLog notice) {
        boolean isKnown = types.containsKey(notice.getNote()) || types.size() < MAX_TYPES;
        types.merge(isKnown ? notice.getNote() : OTHER_TYPES, 1L, Long::sum);
        String from = notice.getMeta().getSensor();
        // The empty name stands for several.
        sensor = sensor == null || sensor.equals(from) ? from : "";
        notices++;
        first = Math.min(first, notice.getTs());
        last = Math.max(last, notice.getTs());
    }

    /** As a notice, so that it looks to each receiver as others do. */
    NoticeLog notice() {
        String named = types.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED)
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return NoticeLog.newBuilder()
                .setMeta(new LogMeta(sensor, last))
                .setTs(last)
                .setNote(NOTE)
                .setMsg(notices + (notices == 1 ? " notice" : " notices") + " of " + types.size()
                        + (types.size() == 1 ? " type" : " types") + " from " + Instant.ofEpochSecond(0, first) + " to "
                        + Instant.ofEpochSecond(0, last) + ": too many to be sent one by one, see notice.log")
                .setSub(types.size() > NAMED ? named + ", ..." : named)
                .setN(notices)
                .setActions(List.of())
                .build();
    }
}
