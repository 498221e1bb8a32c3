/** Lines that are logged once a day for what they are about. */
package io.brook.analysis.detect.once;
