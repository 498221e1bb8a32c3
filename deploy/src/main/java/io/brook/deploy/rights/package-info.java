/** What each command needs to be allowed at a secured Kafka cluster, and what of it is missing. */
package io.brook.deploy.rights;
