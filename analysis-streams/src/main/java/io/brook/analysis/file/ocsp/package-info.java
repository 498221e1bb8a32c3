/** OCSP responses, for ocsp.log. */
package io.brook.analysis.file.ocsp;
