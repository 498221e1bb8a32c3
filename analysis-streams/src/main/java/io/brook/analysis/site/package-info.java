/** What an engine is told of where it works: the site's own networks, its limits, and how uids are made there. */
package io.brook.analysis.site;
