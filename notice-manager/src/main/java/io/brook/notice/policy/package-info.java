/** The rules for notices, without Kafka: which are repetitions ({@code Suppression}), and what is done with the others. */
package io.brook.notice.policy;
