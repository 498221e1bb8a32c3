/** The contract of protocol analyzers. Each protocol has a package that implements it; {@code Analyzers} lists them. */
package io.brook.analysis.analyzer;
