/**
 * The state of stream tasks, and how it outlives them: plain objects on the heap, saved in pieces to a changelog when the task
 * commits, so that what begins and ends between two commits costs nothing.
 */
package io.brook.schemas.store;
