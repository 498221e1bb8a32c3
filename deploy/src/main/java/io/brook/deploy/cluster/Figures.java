package io.brook.deploy.cluster;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How a process is doing.
 *
 * @param totals what it has done since it started, by what is counted, such as packets
 * @param behind how many records are there that it has not read yet, where that is known
 */
public record Figures(Map<String, Long> totals, OptionalLong behind) {}
