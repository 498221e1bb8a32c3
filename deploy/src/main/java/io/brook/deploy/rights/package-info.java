/** The rights that each command needs at a secured Kafka cluster, and which of them are missing. */
package io.brook.deploy.rights;
