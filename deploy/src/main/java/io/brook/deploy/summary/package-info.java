/** What a conn.log says about its traffic as a whole: totals, and the most frequent ports, addresses and services. */
package io.brook.deploy.summary;
