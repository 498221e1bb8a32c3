package io.brook.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that signs itself, made with the JDK's keytool.
 *
 * @param keys a PKCS #12 file with its key
 * @param certificate the certificate alone, as PEM
 */
record Certificates(Path keys, Path certificate) {
    static final String PASSWORD = "of-no-use-elsewhere";

    /** @param name the subject's common name; the certificate is good for 127.0.0.1 */
    static Certificates make(Path directory, String name) throws IOException, InterruptedException {
        Path keys = directory.resolve(name + ".p12");
        Path certificate = directory.resolve(name + ".pem");
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
        return new Certificates(keys, certificate);
    }

    private static void keytool(Path keys, String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(what));
        command.addAll(List.of("-alias", "it", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(keys.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
