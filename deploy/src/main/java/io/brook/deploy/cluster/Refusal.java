package io.brook.deploy.cluster;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Why brokers refuse a client, and what to change. */
public final class Refusal {
    private Refusal() {}

    /** In a line; empty if a failure is not a refusal. */
    public static Optional<String> reason(Throwable failure) {
        return find(failure, Refusal::isRefusal).map(Refusal::text);
    }

    /** Whether a right is missing. */
    public static Optional<AuthorizationException> authorization(Throwable failure) {
        return find(failure, AuthorizationException.class::isInstance).map(AuthorizationException.class::cast);
    }

    /** Whether brokers have answered, if only with a refusal. */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof AuthenticationException || failure instanceof AuthorizationException;
    }

    static Optional<Throwable> find(Throwable failure, Predicate<Throwable> kind) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (kind.test(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String text(Throwable refusal) {
        if (refusal instanceof SslAuthenticationException) {
            return tls(refusal);
        }
        if (refusal instanceof UnsupportedSaslMechanismException) {
            return line(refusal) + "; set sasl.mechanism to one that the brokers offer";
        }
        if (refusal instanceof AuthenticationException) {
            return "the brokers do not accept the identity of this process (" + line(refusal)
                    + "); check user and password in sasl.jaas.config, or what else sasl.mechanism needs";
        }
        if (refusal instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "a right on topic " + String.join(", ", topics.unauthorizedTopics()) + " is missing";
        }
        if (refusal instanceof GroupAuthorizationException group) {
            return "a right on group " + group.groupId() + " is missing";
        }
        if (refusal instanceof TransactionalIdAuthorizationException) {
            return "the right Write on a transactional id is missing";
        }
        if (refusal instanceof ClusterAuthorizationException) {
            return "a right on the cluster is missing";
        }
        return "a right is missing: " + line(refusal);
    }

    /** The reason is in the messages of the causes; which of them says most depends on Java's provider of TLS. */
    private static String tls(Throwable refusal) {
        StringBuilder words = new StringBuilder();
        Throwable last = refusal;
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            words.append(String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
                    .append('\n');
            last = each;
        }
        String all = words.toString();
        if (all.contains("pkix") || all.contains("certification path") || all.contains("trust anchor")) {
            return "the broker's certificate comes from an authority that this process does not trust; name the file with that"
                    + " authority's certificate in ssl.truststore.location";
        }
        if (all.contains("subject alternative") || all.contains("no name matching")) {
            return "the broker's certificate is for another name than the one that is used (" + line(last)
                    + "); use the name in the certificate, in bootstrap.servers and in the broker's advertised.listeners";
        }
        if (all.contains("received fatal alert")) {
            return "the broker does not accept the certificate of this process, or misses one (" + line(last)
                    + "); check ssl.keystore.location";
        }
        return "TLS with the broker fails: " + line(last);
    }

    private static String line(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
