/** What the site adds to Brook: analyzers, detectors and logs of jars, found by {@link java.util.ServiceLoader}. */
package io.brook.analysis.extension;
