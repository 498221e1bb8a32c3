package io.brook.deploy.reference;

import io.brook.analysis.detect.Detectors;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorList;
import io.brook.analysis.detect.contract.DetectorOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of detectors, and what can be set about each. */
final class DetectionTables {
    private DetectionTables() {}

    static String text() {
        Table detectors = new Table("notice", "raised when", "the same one again", "settings and their defaults");
        for (DetectorInfo detector : Detectors.ALL) {
            detectors.row(
                    Table.code(detector.notes()),
                    detector.condition(),
                    detector.again(),
                    Stream.concat(
                                    detector.options().stream().map(DetectionTables::setting),
                                    detector.lists().stream().map(DetectionTables::setting))
                            .collect(Collectors.joining(", ")));
        }
        return detectors.toString();
    }

    private static String setting(DetectorOption option) {
        return Table.code(option.key()) + ' ' + option.standard() + ' ' + option.unit();
    }

    private static String setting(DetectorList list) {
        return Table.code(list.key()) + ' ' + (list.standard().isEmpty() ? "none" : String.join(", ", list.standard()));
    }
}
