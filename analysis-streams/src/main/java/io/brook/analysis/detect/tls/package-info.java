/** What the site's TLS servers should not do: weak keys, old versions, certificates that are not valid. */
package io.brook.analysis.detect.tls;
