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

/** What it means that brokers refuse a client, and what is to be changed. */
public final class Refusal {
    private Refusal() {}

    /** In a line; empty where a failure is nothing of the kind. */
    public static Optional<String> reason(Throwable failure) {
        return find(failure, Refusal::isRefusal).map(Refusal::text);
    }

    /** Whether it is because of a right that is missing. */
    public static Optional<AuthorizationException> authorization(Throwable failure) {
        return find(failure, AuthorizationException.class::isInstance).map(AuthorizationException.class::cast);
    }

    /** Whether brokers have answered, though not in the way that was hoped for. */
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
            return line(refusal) + "; set sasl.mechanism to what the brokers have";
        }
        if (refusal instanceof AuthenticationException) {
            return "the brokers do not accept who this process says it is (" + line(refusal)
                    + "); see to user and password in sasl.jaas.config, or to what else sasl.mechanism takes";
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

    /** Java's own words are in the causes; which of them says most depends on its provider of TLS. */
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
            return "the broker's certificate is of no authority that this process trusts; name the file with that authority's"
                    + " certificate in ssl.truststore.location";
        }
        if (all.contains("subject alternative") || all.contains("no name matching")) {
            return "the broker's certificate is for another name than the one it is called by (" + line(last)
                    + "); call it as the certificate does, in bootstrap.servers and in its advertised.listeners";
        }
        if (all.contains("received fatal alert")) {
            return "the broker does not accept this process's certificate, or lacks one (" + line(last)
                    + "); see to ssl.keystore.location";
        }
        return "TLS with the broker fails: " + line(last);
    }

    private static String line(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
