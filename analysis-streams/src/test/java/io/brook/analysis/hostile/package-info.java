/** Traffic made to exhaust an engine, and what an engine costs: memory for each connection, time for each packet. */
package io.brook.analysis.hostile;
