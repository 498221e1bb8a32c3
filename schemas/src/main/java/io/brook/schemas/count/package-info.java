/** Plain counters for whoever watches a process. */
package io.brook.schemas.count;
