package io.brook.schemas.export;

/** A schema registry that does not do what it is asked. The message is one line, with the registry's own words. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
