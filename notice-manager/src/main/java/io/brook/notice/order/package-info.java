/** When a line may be written, and where lines wait until then: in memory, and on disk when they are many. */
package io.brook.notice.order;
