/** Below connections: checksums, fragments, tunnels. What the header walk of the module schemas does not need to know. */
package io.brook.analysis.layer;
