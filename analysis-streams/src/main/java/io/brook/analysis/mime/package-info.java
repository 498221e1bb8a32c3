/**
 * Messages of the Internet's mail format (RFC 5322) and MIME (RFC 2045, 2046), as SMTP and HTTP carry them: lines go in, headers,
 * entities and decoded contents come out. What is lenient or strict about it is so because Zeek's analyzer is. Knows nothing of
 * connections; bounded in depth and memory whatever the lines; all state is plain fields.
 */
package io.brook.analysis.mime;
