package io.brook.analysis.software;

import io.brook.schemas.log.SoftwareVersion;

/**
 * A piece of software.
 *
 * @param name what it is called, such as Apache
 * @param version as far as it is known; never null
 */
public record Software(String name, SoftwareVersion version) {}
