/** Where mail comes from. */
package io.brook.analysis.detect.mail;
