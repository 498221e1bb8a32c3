package io.brook.deploy.config;

import io.brook.analysis.detect.Detectors;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of detectors: what these declare, and which notices are not wanted. */
final class DetectionSettings {
    private static final Option DISABLED = option(Option.list("DisabledDetections", Validators.EACH_A_NOTICE))
            .about(
                    "Types of notices that are not raised, such as Scan::Random_Scan. The reference of detections lists all.");

    private static final Option LOGS = option(Option.list("ExtraLogs", Validators.EACH_AN_EXTRA_LOG))
            .about("Logs to write beside those that Zeek writes by default.");

    private static final Map<DetectorOption, Option> DECLARED =
            Detectors.options().collect(Collectors.toMap(Function.identity(), DetectionSettings::declared));

    static final OptionGroup GROUP = new OptionGroup("Detections", all());

    private DetectionSettings() {}

    private static Option declared(DetectorOption each) {
        return option(Option.integer(each.key(), each.standard(), each.least(), each.most()))
                .about(each.about())
                .in(each.unit());
    }

    private static Option option(Option option) {
        return option.readBy(Reader.PROCESS, Reader.WORKER, Reader.REPLAY);
    }

    private static List<Option> all() {
        return Stream.concat(Stream.of(DISABLED, LOGS), Detectors.options().map(DECLARED::get))
                .toList();
    }

    static DetectorSettings of(Values values) {
        Map<String, Integer> set = Detectors.options()
                .collect(Collectors.toMap(DetectorOption::key, each -> values.integer(DECLARED.get(each))));
        return new DetectorSettings(set, Set.copyOf(values.list(DISABLED)), Set.copyOf(values.list(LOGS)));
    }
}
