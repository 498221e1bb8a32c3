/**
 * What a stream task remembers, and how that outlives the task: plain objects on the heap, saved in pieces to a changelog when
 * the task commits, so that what begins and ends between two commits costs nothing.
 */
package io.brook.schemas.store;
