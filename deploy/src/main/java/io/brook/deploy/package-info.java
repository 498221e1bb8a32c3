/** The brook command and the embedded single-process mode. */
package io.brook.deploy;
