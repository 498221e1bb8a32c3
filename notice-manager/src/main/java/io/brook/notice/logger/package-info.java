/**
 * The logger: reads the log topics and writes them as files, in Zeek's formats. Reading order: {@link
 * io.brook.notice.logger.LogWriter} is the outside, {@code LogRun} drives, {@code LogReader} reads, {@code Completeness} and
 * {@code WriteOrder} say what may be written, {@code SensorLines} hold what waits, {@code LogDirectory} writes, {@code
 * CheckpointFile} keeps how far that is; {@code TsvFormat} and {@code JsonFormat} turn a record into a line.
 */
package io.brook.notice.logger;
