/** The archive of a log directory: files of periods that have passed, named by day and time, compressed, and removed when old. */
package io.brook.notice.archive;
