/** The rules for notices, without Kafka: which are repetitions ({@code Suppression}), and what becomes of the others. */
package io.brook.notice.policy;
