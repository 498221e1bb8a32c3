/** What becomes of the files that protocols carry: their line in files.log, their type, their digests, and who looks into them. */
package io.brook.analysis.file;
