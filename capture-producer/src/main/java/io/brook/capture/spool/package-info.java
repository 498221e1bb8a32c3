/** Packets from directories into which somebody else writes files all day. */
package io.brook.capture.spool;
