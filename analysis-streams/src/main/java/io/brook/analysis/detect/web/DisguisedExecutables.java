package io.brook.analysis.detect.web;

import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.record.Finding;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Finds programs that pass for something else: the content is that of an executable, and the name is a picture's or a text's. */
public final class DisguisedExecutables {
    static final String NOTE = "HTTP::Disguised_Executable";

    /** What content is recognised as, by Zeek's signatures. */
    private static final Set<String> EXECUTABLE = Set.of(
            "application/x-dosexec",
            "application/x-executable",
            "application/x-sharedlib",
            "application/x-mach-o-executable");

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();
    private static final Pattern EXTENSION = Pattern.compile("\\w{1,16}");

    static final DetectorList HARMLESS = new DetectorList(
            "HarmlessExtensions",
            List.of(
                    "avi", "bmp", "css", "csv", "doc", "docx", "gif", "ico", "jpeg", "jpg", "json", "mp3", "mp4", "pdf",
                    "png", "ppt", "pptx", "svg", "txt", "webp", "xls", "xlsx", "xml"),
            "letters and digits",
            extension -> EXTENSION.matcher(extension).matches(),
            "Extensions of names that no executable should have. Those of pictures, texts, documents and media; php, asp and html are not"
                    + " among them, because many sites deliver programs by pages that are called so.");

    /** For the reference. */
    public static final DetectorInfo INFO = new DetectorInfo(
            List.of(NOTE),
            "The content of a file is that of a program for Windows, Linux or macOS, and its name ends in one of HarmlessExtensions. The name"
                    + " is the one that the server or the client gives, or else the last part of the path.",
            "client, server and name, 1 hour",
            List.of(),
            List.of(HARMLESS));

    private final Set<String> harmless;

    public DisguisedExecutables(DetectorSettings settings) {
        harmless = settings.get(HARMLESS).stream()
                .map(extension -> extension.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a line of http.log says of it: a report about the first such file. */
    public Optional<Report> in(SpecificRecord line) {
        if (!(line instanceof HttpLog http)) {
            return Optional.empty();
        }
        return judge(http, http.getRespMimeTypes(), http.getRespFilenames())
                .or(() -> judge(http, http.getOrigMimeTypes(), http.getOrigFilenames()));
    }

    /** The names need not be as many as the types: files without a name leave no place for it. */
    private Optional<Report> judge(HttpLog http, List<String> types, List<String> names) {
        if (types == null) {
            return Optional.empty();
        }
        Optional<String> executable =
                types.stream().filter(EXECUTABLE::contains).findFirst();
        if (executable.isEmpty()) {
            return Optional.empty();
        }
        List<String> given = names == null ? List.of(lastOfPath(http.getUri())) : names;
        return given.stream().filter(this::isHarmless).findFirst().map(name -> report(http, name, executable.get()));
    }

    private boolean isHarmless(String name) {
        return harmless.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static String lastOfPath(String uri) {
        String path = uri == null ? "" : uri.split("[?#]", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Report report(HttpLog http, String name, String type) {
        String identifier = http.getId().getOrigH() + ' ' + http.getId().getRespH() + ' ' + name;
        Finding finding = Finding.newBuilder()
                .setMeta(http.getMeta())
                .setNote(NOTE)
                .setIdentifier(identifier)
                .setUid(http.getUid())
                .setId(http.getId())
                .setProto("tcp")
                .setMsg(name + " is an executable (" + type + "), though its name is not one's")
                .setSub(http.getHost() == null ? http.getUri() : http.getHost() + http.getUri())
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        return new Report(NOTE + ' ' + identifier, finding);
    }
}
