/** The list of protocols. */
package io.brook.analysis.registry;
