/** What a process measures, and how that is served: as metrics for Prometheus, and as health. */
package io.brook.deploy.metrics;
