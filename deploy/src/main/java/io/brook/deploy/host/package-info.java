/** What the shell does on one host, this one or another one that ssh reaches: its nodes' processes, their state, and its files. */
package io.brook.deploy.host;
