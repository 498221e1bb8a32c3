/** The one way out of the engine. */
package io.brook.analysis.emit;
