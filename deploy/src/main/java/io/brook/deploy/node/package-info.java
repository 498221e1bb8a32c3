/** The cluster's processes, each at an existing Kafka cluster. */
package io.brook.deploy.node;
