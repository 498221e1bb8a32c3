package io.brook.analysis.protocol.dns;

import java.util.List;

/**
 * A message, as far as it makes sense.
 *
 * @param question the last one of a message that is no response; null when there is none
 * @param isRefusal whether it is a response to a question, without any record
 * @param owner what the first record of a response is about; null when there is none that has been read
 * @param answers those that are logged
 * @param extent how far it could be read
 * @param violation what violates the protocol in it, for analyzer.log; null for nothing
 */
record DnsMessage(
        DnsHeader header,
        DnsQuestion question,
        boolean isRefusal,
        String owner,
        List<DnsAnswer> answers,
        DnsExtent extent,
        String violation) {}
