/** The packages, and what else Brook is deployed with, as those meet it who install it. */
package io.brook.deploy.distribution;
