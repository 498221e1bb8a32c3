/** Notices about one connection, and what is found where it is analysed. */
package io.brook.analysis.detect.connection;
