/** What a node of the shell leaves when it crashes: kept on its host, described in a report, until it is mailed and expires. */
package io.brook.deploy.crash;
