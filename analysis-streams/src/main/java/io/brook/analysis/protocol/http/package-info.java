/**
 * HTTP/1.x and HTTP/0.9 (RFC 9110, 9112), up to where a connection changes to something else. Two {@code HttpStreamParser}s turn bytes
 * into lines and contents. {@code HttpRequests} and {@code HttpReplies} tell messages apart, and each {@code HttpMessage} says by its
 * {@code HttpFraming} how the bytes that follow are to be cut up. {@code HttpTransactions} puts requests and replies together to
 * lines of http.log. It is as lenient or strict as Zeek's analyzer.
 */
package io.brook.analysis.protocol.http;
