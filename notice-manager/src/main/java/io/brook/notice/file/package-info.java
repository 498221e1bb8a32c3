/** The files of a log directory: written, rotated, cut back to a checkpoint. */
package io.brook.notice.file;
