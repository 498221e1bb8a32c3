/**
 * The logger: reads the log topics and writes them as files, in Zeek's formats. Reading order: {@link
 * io.brook.notice.logger.LogWriter} drives, {@code Completeness} says what may be written, {@code HeldLines} sorts what waits,
 * {@code LogFiles} writes; {@code TsvFormat} and {@code JsonFormat} turn a record into a line.
 */
package io.brook.notice.logger;
