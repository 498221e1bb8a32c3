/** The regular work of {@code brook ctl cron}: what it looks at, what it remembers between its runs, and whom it mails. */
package io.brook.deploy.cron;
