/** Records about connections: conn's lines, the site's inventory, oddities, violations, and the limits and text of all lines. */
package io.brook.analysis.record;
