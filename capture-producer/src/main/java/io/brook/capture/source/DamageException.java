package io.brook.capture.source;

import java.io.IOException;

/** The bytes violate the format, or end too early. The message completes "cut short ...: ". */
final class DamageException extends IOException {
    private static final long serialVersionUID = 1;

    DamageException(String message) {
        super(message);
    }
}
