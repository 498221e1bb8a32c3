/** What a protocol analyzer is, and what it may say. One package per protocol implements it; see {@code Analyzers}. */
package io.brook.analysis.analyzer;
