/** What every process of the cluster does at a Kafka cluster: make the topics, run stream tasks, wait for brokers. */
package io.brook.deploy.cluster;
