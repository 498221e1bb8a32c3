/** The logs: one record per log, generated from the IDL files, and their catalogue. */
package io.brook.schemas.log;
