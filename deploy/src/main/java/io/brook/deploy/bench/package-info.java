/** How fast the pipeline is, and how fast the broker alone would be. */
package io.brook.deploy.bench;
