/** Records that Kafka removed before they were read: how every consumer notices, reports and handles it. */
package io.brook.schemas.loss;
