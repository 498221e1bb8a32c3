/** Copies of the log topics for other software: JSON lines as Zeek's, and Avro with a schema registry. */
package io.brook.schemas.export;
