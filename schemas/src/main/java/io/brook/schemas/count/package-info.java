/** Plain counters for monitoring. */
package io.brook.schemas.count;
