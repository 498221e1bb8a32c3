package io.brook.notice.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts bodies to a receiver, signed where there is a secret. */
final class WebhookClient {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(30);
    private static final String HMAC = "HmacSHA256";

    private final Webhook receiver;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebhookClient(Webhook receiver) {
        this.receiver = receiver;
    }

    /**
     * Posts a body.
     *
     * @param delivery what identifies the notice: the same when it is posted again
     * @param seconds the time, since the epoch
     * @return the status of the answer
     * @throws IOException when there is none
     */
    int post(byte[] body, String delivery, long seconds) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(receiver.address())
                .timeout(ANSWERING)
                .header("Content-Type", "application/json")
                .header("User-Agent", "brook")
                .header("Brook-Delivery", delivery)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (receiver.secret() != null) {
            request.header("Brook-Timestamp", Long.toString(seconds));
            request.header("Brook-Signature", "sha256=" + signature(receiver.secret(), seconds, body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The HMAC of the time, a dot and the body, in hexadecimal (RFC 2104): nobody can post again later what was overheard. */
    static String signature(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
