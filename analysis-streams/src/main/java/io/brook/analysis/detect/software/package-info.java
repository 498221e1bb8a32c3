/** What runs on the hosts of the site, and should not. */
package io.brook.analysis.detect.software;
