/** What the logger does to the file system. */
package io.brook.notice.disk;
