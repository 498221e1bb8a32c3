/** WHOIS (RFC 3912), as a site would add it to Brook: an analyzer with a log of its own, and a detector. */
package org.example.whois;
