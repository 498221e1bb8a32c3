/** Control of a running cluster, through topics. */
package io.brook.deploy.control;
