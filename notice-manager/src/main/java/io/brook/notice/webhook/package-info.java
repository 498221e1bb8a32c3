/** Notices for other software: posted to webhooks as JSON. */
package io.brook.notice.webhook;
