/** When a line may be written, and where lines wait until then: in memory, or on disk when there are many. */
package io.brook.notice.order;
