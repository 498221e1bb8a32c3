/** How all processes of a cluster are doing, from their reports on the topic status. */
package io.brook.deploy.status;
