/** Packets from network interfaces, by libpcap. The only package that knows pcap4j. */
package io.brook.capture.live;
