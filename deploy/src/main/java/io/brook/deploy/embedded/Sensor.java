package io.brook.deploy.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * One sensor's traffic.
 *
 * @param name the sensor's name
 * @param traces the files it is in, in order
 */
public record Sensor(String name, List<Path> traces) {}
