/** TCP streams: segments in, bytes in order and gaps out. Knows nothing of connections or protocols. */
package io.brook.analysis.stream;
