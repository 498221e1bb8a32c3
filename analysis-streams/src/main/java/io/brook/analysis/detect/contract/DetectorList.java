package io.brook.analysis.detect.contract;

import java.util.List;
import java.util.function.Predicate;

/**
 * A list that a detector judges by, and that a site may set.
 *
 * @param key its name in the configuration file
 * @param standard its default
 * @param form what each element must look like, in words
 * @param valid whether an element does
 * @param about what it means, and why the default is what it is
 */
public record DetectorList(String key, List<String> standard, String form, Predicate<String> valid, String about) {}
