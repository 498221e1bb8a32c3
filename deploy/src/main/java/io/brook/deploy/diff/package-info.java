/** What differs between the logs of two runs, in two directories or in the topics of a cluster. */
package io.brook.deploy.diff;
