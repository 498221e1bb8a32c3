/** The stream tasks that judge notices; the rules are in {@code policy}. */
package io.brook.notice.topology;
