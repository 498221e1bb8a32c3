/** The stream tasks of the notice stage; the rules are in {@code policy}. */
package io.brook.notice.topology;
