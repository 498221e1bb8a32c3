package io.brook.notice.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.record.Notice;
import io.brook.schemas.subject.SensorName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What conditions may know of a notice: its fields by their names in notice.log. What is unset is empty, or 0. */
final class NoticeFacts {
    /** The types of the variables. */
    static final SortedMap<String, CelType> TYPES = types();

    /** The type of tables. */
    static final CelType TABLE = OpaqueType.create("table");

    private NoticeFacts() {}

    private static SortedMap<String, CelType> types() {
        SortedMap<String, CelType> types = new TreeMap<>();
        for (String text : List.of(
                "note",
                "msg",
                "sub",
                "src",
                "dst",
                "sensor",
                "uid",
                "proto",
                "id.orig_h",
                "id.resp_h",
                "fuid",
                "file_mime_type",
                "file_desc")) {
            types.put(text, SimpleType.STRING);
        }
        for (String number : List.of("p", "n", "id.orig_p", "id.resp_p")) {
            types.put(number, SimpleType.INT);
        }
        return types;
    }

    /** The variable that has a table's entries. */
    static String table(String name) {
        return "tables." + name;
    }

    /** @param tables the values of all tables, by the names of their variables */
    static Map<String, Object> of(Notice notice, Map<String, PolicyTable> tables) {
        Map<String, Object> facts = new HashMap<>(tables);
        facts.put("note", notice.getNote());
        facts.put("msg", text(notice.getMsg()));
        facts.put("sub", text(notice.getSub()));
        facts.put("src", text(notice.getSrc()));
        facts.put("dst", text(notice.getDst()));
        facts.put("sensor", SensorName.of(notice.getSensor()));
        facts.put("uid", text(notice.getUid()));
        facts.put("proto", text(notice.getProto()));
        facts.put("fuid", text(notice.getFuid()));
        facts.put("file_mime_type", text(notice.getFileMimeType()));
        facts.put("file_desc", text(notice.getFileDesc()));
        facts.put("p", notice.getP() == null ? 0L : notice.getP().longValue());
        facts.put("n", notice.getN() == null ? 0L : notice.getN());
        ConnId id = notice.getId();
        facts.put("id.orig_h", id == null ? "" : id.getOrigH());
        facts.put("id.resp_h", id == null ? "" : id.getRespH());
        facts.put("id.orig_p", id == null ? 0L : (long) id.getOrigP());
        facts.put("id.resp_p", id == null ? 0L : (long) id.getRespP());
        return facts;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
