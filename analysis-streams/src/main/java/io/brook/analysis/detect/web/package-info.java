/** Attacks on web servers. */
package io.brook.analysis.detect.web;
