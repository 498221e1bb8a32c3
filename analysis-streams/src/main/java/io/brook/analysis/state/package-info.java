/** Saving and restoring of what analysis holds: any graph of plain objects, without a line of code in the classes saved. */
package io.brook.analysis.state;
