package io.brook.deploy.cli;

import io.brook.schemas.flow.FlowPartitioning;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code host-pair}, {@code flow} or {@code subnet}. */
final class PartitioningConverter implements ITypeConverter<FlowPartitioning> {
    @Override
    public FlowPartitioning convert(String value) {
        for (FlowPartitioning each : FlowPartitioning.values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(value)) {
                return each;
            }
        }
        throw new TypeConversionException("expected host-pair, flow or subnet, found '" + value + "'");
    }
}
