/** What a process measures of itself, and how it is served: as Prometheus reads it, and as health. */
package io.brook.deploy.metrics;
