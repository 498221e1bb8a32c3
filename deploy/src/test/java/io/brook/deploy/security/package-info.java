/** Brook at a secured Kafka. */
package io.brook.deploy.security;
