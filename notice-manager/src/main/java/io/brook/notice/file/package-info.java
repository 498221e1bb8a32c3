/** The files of a log directory: written, rotated, taken back to a checkpoint. */
package io.brook.notice.file;
