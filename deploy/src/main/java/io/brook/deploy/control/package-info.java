/** Telling a running cluster what to do, through the topic control. */
package io.brook.deploy.control;
