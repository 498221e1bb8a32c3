/** Packets out of trace files: pcap and pcapng, plain or packed with gzip. */
package io.brook.capture.source;
