/** What all readers of notices have in common that tell people or other software about them. */
package io.brook.notice.outbox;
