/** DHCP's transactions, put together from the messages that all workers saw of them. */
package io.brook.analysis.detect.dhcp;
