package io.brook.deploy.security;

import io.brook.deploy.FreePorts;
import io.brook.deploy.rights.Right;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A Kafka broker with the standard authorizer. Listens for users with a password (SASL_SSL with SCRAM-SHA-512) or a token (SASL_SSL
 * with OAUTHBEARER), for those with a certificate (mutual TLS), and in plain text for its own administration, whose user may do
 * everything.
 */
final class SecuredBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String USER_PASSWORD = "-has-this-password";
    private static final ScramCredentialInfo SCRAM = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private final Certificates broker;
    private final Certificates guest;
    private final Certificates stranger;
    private final KafkaRaftServer server;
    private final int plain = FreePorts.next();
    private final int secure = FreePorts.next();
    private final int mutual = FreePorts.next();
    private final Admin admin;

    SecuredBroker(Path directory) throws Exception {
        broker = Certificates.make(directory, "broker");
        guest = Certificates.make(directory, "guest");
        stranger = Certificates.make(directory, "stranger");
        Path data = Files.createDirectories(directory.resolve("kafka"));
        format(data);
        server = new KafkaRaftServer(new KafkaConfig(properties(data), false), Time.SYSTEM);
        server.startup();
        admin = Admin.create(administration());
    }

    private Properties properties(Path data) {
        Properties config = new Properties();
        int controller = FreePorts.next();
        String listeners = "PLAIN://" + HOST + ':' + plain + ",SECURE://" + HOST + ':' + secure + ",MUTUAL://" + HOST
                + ':' + mutual;
        config.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "listeners",
                listeners + ",CONTROLLER://" + HOST + ':' + controller,
                "advertised.listeners",
                listeners,
                "listener.security.protocol.map",
                "PLAIN:PLAINTEXT,SECURE:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "PLAIN",
                "controller.quorum.voters",
                "1@" + HOST + ':' + controller,
                "log.dirs",
                data.toString(),
                "auto.create.topics.enable",
                "false"));
        config.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", "4194304"));
        config.putAll(Map.of(
                "authorizer.class.name",
                StandardAuthorizer.class.getName(),
                "super.users",
                "User:ANONYMOUS",
                "ssl.keystore.location",
                broker.keys().toString(),
                "ssl.keystore.password",
                Certificates.PASSWORD,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                guest.certificate().toString(),
                "listener.name.mutual.ssl.client.auth",
                "required",
                "listener.name.secure.sasl.enabled.mechanisms",
                "SCRAM-SHA-512,OAUTHBEARER",
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "listener.name.secure.oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " unsecuredLoginStringClaim_sub=\"broker\";"));
        return config;
    }

    private static void format(Path data) throws Exception {
        new Formatter()
                .setNodeId(1)
                .setClusterId("QnJvb2tTZWN1cmVkS2Fma2")
                .addDirectory(data.toString())
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
    }

    /** Connects as one who may do everything. */
    Map<String, Object> administration() {
        return Map.of("bootstrap.servers", plainServer());
    }

    Admin admin() {
        return admin;
    }

    String plainServer() {
        return HOST + ':' + plain;
    }

    String secureServer() {
        return HOST + ':' + secure;
    }

    /** Lets somebody in. */
    void addUser(String name) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, SCRAM, name + USER_PASSWORD)))
                .all()
                .get();
    }

    /** Connects with a password. */
    Map<String, Object> user(String name) {
        Map<String, Object> client = sasl("SCRAM-SHA-512");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + name + "\" password=\""
                        + name + USER_PASSWORD + "\";");
        return client;
    }

    /** Connects with a token, whose subject is the user. */
    Map<String, Object> bearer(String name) {
        Map<String, Object> client = sasl("OAUTHBEARER");
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " unsecuredLoginStringClaim_sub=\"" + name + "\";");
        return client;
    }

    private Map<String, Object> sasl(String mechanism) {
        Map<String, Object> client = tls(secure, broker);
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", mechanism);
        return client;
    }

    /** Connects with a certificate, as User:CN=guest. */
    Map<String, Object> guest() {
        return withCertificate(guest);
    }

    /** The same with a certificate that the broker does not know. */
    Map<String, Object> stranger() {
        return withCertificate(stranger);
    }

    private Map<String, Object> withCertificate(Certificates certificate) {
        Map<String, Object> client = tls(mutual, broker);
        client.put("ssl.keystore.location", certificate.keys().toString());
        client.put("ssl.keystore.password", Certificates.PASSWORD);
        return client;
    }

    private static Map<String, Object> tls(int port, Certificates trusted) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                HOST + ':' + port,
                "security.protocol",
                "SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                trusted.certificate().toString()));
    }

    /** A file with a certificate that has nothing to do with the broker's. */
    Path otherAuthority() {
        return stranger.certificate();
    }

    /** Allows a user some things. */
    void allow(String user, List<Right> rights) throws Exception {
        admin.createAcls(bindings(user, rights)).all().get();
    }

    /** Takes something back. */
    void forbid(String user, Right right) throws Exception {
        admin.deleteAcls(bindings(user, List.of(right)).stream()
                        .map(AclBinding::toFilter)
                        .toList())
                .all()
                .get();
    }

    private static List<AclBinding> bindings(String user, List<Right> rights) {
        return rights.stream()
                .map(right -> new AclBinding(
                        right.resource(),
                        new AccessControlEntry("User:" + user, "*", right.operation(), AclPermissionType.ALLOW)))
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        admin.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
