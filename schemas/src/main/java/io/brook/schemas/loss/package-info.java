/** Records that Kafka removed before they were read: how every consumer notices, and what it says and does then. */
package io.brook.schemas.loss;
