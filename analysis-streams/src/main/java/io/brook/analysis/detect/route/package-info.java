/** Hosts that look for the routes to others. */
package io.brook.analysis.detect.route;
