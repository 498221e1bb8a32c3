/** What the logger keeps beside its files, so that a restart goes on where it was: records that are made from src/main/avro. */
package io.brook.notice.logger.checkpoint;
