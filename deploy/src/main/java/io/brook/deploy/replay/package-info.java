/** Packets that Kafka holds, looked up and analysed again. */
package io.brook.deploy.replay;
