/**
 * HTTP/1.x and HTTP/0.9 (RFC 9110, 9112), up to where a connection changes to something else. Two {@code MessageStream}s turn bytes
 * into lines and contents; the {@code HttpSession} tells requests, replies and their messages apart; {@code Transactions} puts
 * requests and replies together to lines of http.log. What is lenient or strict about it is so because Zeek's analyzer is.
 */
package io.brook.analysis.protocol.http;
