package io.brook.notice.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that asks for STARTTLS and a password, and keeps what it accepts. */
final class TestMailServer implements AutoCloseable {
    static final String USER = "brook";
    static final String PASSWORD = "secret";
    private static final int ACCEPT = 250;
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    /** What the server accepted: the text with its headers. */
    final List<String> mails = Collections.synchronizedList(new ArrayList<>());

    /** The codes that answer the texts of the next mails, one each. */
    final List<Integer> refusals = Collections.synchronizedList(new ArrayList<>());

    /** The codes that answer the senders of the next mails, one each. */
    private final List<Integer> senderRefusals = Collections.synchronizedList(new ArrayList<>());

    /** Recipients that are refused, with the code of the answer. */
    final Map<String, Integer> refusedRecipients = new ConcurrentHashMap<>();

    /** The recipients of what was accepted, one entry for each mail to each. */
    final List<String> delivered = Collections.synchronizedList(new ArrayList<>());

    private final AtomicInteger sessions = new AtomicInteger();
    private final SMTPServer server;

    private TestMailServer(SSLContext certificate) {
        SMTPServer.Builder builder = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .hostName("localhost")
                .sessionIdFactory(() -> "session " + sessions.incrementAndGet())
                .messageHandlerFactory(context -> new Handler());
        if (certificate != null) {
            builder.enableTLS()
                    .requireTLS()
                    .requireAuth()
                    .startTlsSocketFactory(certificate)
                    .authenticationHandlerFactory(
                            new EasyAuthenticationHandlerFactory((user, password, context) -> login(user, password)));
        }
        server = builder.build();
        server.start();
    }

    /** Accepts some mails, then refuses to take one from its sender. */
    void refuseAfter(int accepted, int code) {
        senderRefusals.addAll(Collections.nCopies(accepted, ACCEPT));
        senderRefusals.add(code);
    }

    /** A server without STARTTLS. */
    static TestMailServer plain() {
        return new TestMailServer(null);
    }

    /** A server with a new certificate of its own for a name, such as {@code dns:localhost}. */
    static TestMailServer withCertificate(Path store, String name) {
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-alias",
                            "mail",
                            "-dname",
                            "CN=" + store.getFileName(),
                            "-ext",
                            "san=" + name,
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            new String(STORE_PASSWORD),
                            "-keystore",
                            store.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return withStore(store);
        } catch (IOException e) {
            throw new AssertionError("no certificate", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("no certificate", e);
        }
    }

    /** A server with the certificate that a key store holds. */
    static TestMailServer withStore(Path store) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, STORE_PASSWORD);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, STORE_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new TestMailServer(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no certificate in " + store, e);
        }
    }

    /** One mail: its recipients are judged one by one, then its text. */
    private final class Handler implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String from) throws RejectException {
            answer(senderRefusals);
        }

        private void answer(List<Integer> codes) throws RejectException {
            int code = codes.isEmpty() ? ACCEPT : codes.remove(0);
            if (code != ACCEPT) {
                throw new RejectException(code, "not now");
            }
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            Integer code = refusedRecipients.get(recipient);
            if (code != null) {
                throw new RejectException(code, "not this one");
            }
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            String mail = new String(data.readAllBytes(), StandardCharsets.UTF_8);
            answer(refusals);
            mails.add(mail);
            delivered.addAll(recipients);
            return null;
        }

        @Override
        public void done() {}
    }

    private static void login(String user, String password) throws LoginFailedException {
        if (!user.equals(USER) || !password.equals(PASSWORD)) {
            throw new LoginFailedException();
        }
    }

    /** How many sessions there have been. */
    int sessions() {
        return sessions.get();
    }

    int port() {
        return server.getPortAllocated();
    }

    @Override
    public void close() {
        server.stop();
    }
}
