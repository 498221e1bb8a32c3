package io.brook.deploy.cli;

import io.brook.deploy.config.ListenAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an address to listen at. */
final class ListenAddressConverter implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String value) {
        return ListenAddress.parse(value)
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is not " + ListenAddress.FORM));
    }
}
