/** Writing the contents of files to a directory, for those who want to look at them. */
package io.brook.analysis.file.extract;
