/** How all processes of a cluster are doing, as they say on the topic status. */
package io.brook.deploy.status;
