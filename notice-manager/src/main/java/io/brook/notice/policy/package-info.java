/** What is done about notices, without Kafka: the policy of the site ({@code PolicyParser}), and which are repetitions ({@code Suppression}). */
package io.brook.notice.policy;
