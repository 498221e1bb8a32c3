/** The configuration file and the settings it holds. */
package io.brook.deploy.config;
