/** What becomes of matches of signatures: lines of signatures.log, and notices. */
package io.brook.analysis.detect.signature;
