package io.brook.deploy.config;

import io.brook.analysis.detect.Detectors;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.extension.Extensions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of detectors: what these declare, and which notices are not wanted. */
final class DetectionSettings {
    private static final Option DISABLED = disabled(Extensions.NONE);

    private static final Option LOGS = option(Option.list("ExtraLogs", Validators.EACH_AN_EXTRA_LOG))
            .about("Logs to write beside those that Zeek writes by default.");

    private DetectionSettings() {}

    /** @param site whose detectors have settings, too */
    static OptionGroup group(Extensions site) {
        return new OptionGroup(
                "Detections",
                Stream.of(
                                Stream.of(disabled(site), LOGS),
                                declared(site).map(DetectionSettings::declared),
                                Detectors.lists().map(DetectionSettings::declared))
                        .flatMap(Function.identity())
                        .toList());
    }

    private static Option disabled(Extensions site) {
        return option(Option.list("DisabledDetections", Validators.eachANotice(site.notes())))
                .about(
                        "Types of notices that are not raised, such as Scan::Random_Scan. The reference of detections lists all.");
    }

    private static Stream<DetectorOption> declared(Extensions site) {
        return Stream.concat(Detectors.options(), site.options());
    }

    private static Option declared(DetectorOption each) {
        return option(Option.integer(each.key(), each.standard(), each.least(), each.most()))
                .about(each.about())
                .in(each.unit());
    }

    private static Option declared(DetectorList each) {
        return option(Option.list(each.key(), each.standard(), Validators.each(each.form(), each.valid())))
                .about(each.about());
    }

    private static Option option(Option option) {
        return option.readBy(Reader.PROCESS, Reader.WORKER, Reader.REPLAY);
    }

    static DetectorSettings of(Values values, Extensions site) {
        Map<String, Integer> set =
                declared(site).collect(Collectors.toMap(DetectorOption::key, each -> values.integer(declared(each))));
        Map<String, List<String>> lists =
                Detectors.lists().collect(Collectors.toMap(DetectorList::key, each -> values.list(declared(each))));
        return new DetectorSettings(
                set, lists, Set.copyOf(values.list(DISABLED)), Set.copyOf(values.list(LOGS)), site.detectors());
    }
}
