/** What the logger keeps beside its files, so that a restart resumes where it was: records generated from src/main/avro. */
package io.brook.notice.checkpoint;
