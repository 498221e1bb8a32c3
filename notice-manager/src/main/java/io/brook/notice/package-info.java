/** Notices: how they are judged and mailed, and how all logs are written. */
package io.brook.notice;
