/** Connections: which packets belong together, what state they are in, and when they are over. */
package io.brook.analysis.flow;
