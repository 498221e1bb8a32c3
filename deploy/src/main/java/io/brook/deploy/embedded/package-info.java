/** The whole cluster in one process: a Kafka broker, every stage, and the logger, all in this JVM. */
package io.brook.deploy.embedded;
