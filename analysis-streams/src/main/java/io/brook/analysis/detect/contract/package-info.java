/** What every detector is: what it reads, what it is called, and what can be set about it. */
package io.brook.analysis.detect.contract;
