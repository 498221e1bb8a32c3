/** What DNS is used for beside names. */
package io.brook.analysis.detect.dns;
