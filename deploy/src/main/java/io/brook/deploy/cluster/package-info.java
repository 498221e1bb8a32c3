/** What every process does at a Kafka cluster: create the topics, run stream tasks, wait for brokers. */
package io.brook.deploy.cluster;
