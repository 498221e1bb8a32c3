/** The topic catalogue and how records are spread over a topic's partitions. */
package io.brook.schemas.topic;
