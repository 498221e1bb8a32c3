/** What the engine's tests share: a wire to send packets over, hosts that speak TCP on it, and an ear for what is said. */
package io.brook.analysis.testing;
