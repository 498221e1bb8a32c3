/** The brook command. */
package io.brook.deploy.cli;
