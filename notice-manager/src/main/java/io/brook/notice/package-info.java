/** Notices, which are deduplicated and mailed, and the writing of all logs. */
package io.brook.notice;
