package io.brook.analysis.protocol.ssl;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about a conversation in TLS. */
enum SslWeird implements Weird {
    EMPTY_CERTIFICATE(Oddity.ofAnalyzer("zero_length_certificate")),
    EMPTY_STAPLED_STATUS(Oddity.ofAnalyzer("SSL_zero_length_stapled_OCSP_message")),
    EXCESSIVE_ALERTS(Oddity.ofAnalyzer("SSL_excessive_alerts_in_record")),
    UNCLEAR_DIRECTION(Oddity.ofAnalyzer("SSL_unclear_connection_direction")),
    UNKNOWN_SERVER_NAME_TYPE(Oddity.ofAnalyzer("ssl_ext_unknown_server_name_type")),
    EARLY_DATA(Oddity.ofScript("ssl_early_application_data")),
    MANY_SERVER_NAMES(Oddity.ofScript("SSL_many_server_names")),
    /** Said of TLS over UDP as well. */
    HISTORY_FULL(Oddity.of("SSL", "SSL_max_ssl_history_length_reached"));

    private final Oddity oddity;

    SslWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
