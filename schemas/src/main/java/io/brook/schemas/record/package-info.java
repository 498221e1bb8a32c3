/** All records on topics that are no lines of logs: progress, evidence, notices, status. Generated from the IDL files. */
package io.brook.schemas.record;
