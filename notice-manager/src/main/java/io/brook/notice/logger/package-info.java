/**
 * The logger: reads the log topics and writes them as files, in Zeek's formats. Reading order: {@link
 * io.brook.notice.logger.LogWriter} is the face, {@code LogRun} drives, {@code LogReader} reads, {@code order.Completeness} and
 * {@code order.WriteOrder} say what may be written, {@code order.SensorLines} hold lines that wait, {@code file.LogDirectory} writes,
 * {@code CheckpointFile} remembers how far; {@code format.TsvFormat} and {@code format.JsonFormat} turn a record into a line.
 */
package io.brook.notice.logger;
