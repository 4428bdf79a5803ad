package io.drydock.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One key of server and client alike, and what both make of it. */
public final class TlsKeys {

    private static final char[] PASSWORD = "occasion".toCharArray();
    /** What stands before the key itself in the newer of its two forms. */
    private static final int PKCS8_HEADER = 26;

    private final KeyStore store;

    private TlsKeys(KeyStore store) {
        this.store = store;
    }

    /** Makes one, valid for 127.0.0.1. */
    public static TlsKeys in(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=engine",
                        "-validity",
                        "2",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start()
                .waitFor();
        return new TlsKeys(KeyStore.getInstance(file.toFile(), PASSWORD));
    }

    /** What a server needs that asks for this client's certificate. */
    public SSLContext server() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("client", store.getCertificate("k"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    /**
     * Writes a client's files, as Docker's client has them.
     *
     * @param authority whether the server's is among them
     * @param pkcs8 the form of the key
     */
    public void write(Path folder, boolean authority, boolean pkcs8) throws GeneralSecurityException, IOException {
        byte[] certificate = store.getCertificate("k").getEncoded();
        byte[] key = store.getKey("k", PASSWORD).getEncoded();
        pem(folder.resolve("cert.pem"), "CERTIFICATE", certificate);
        if (authority) {
            pem(folder.resolve("ca.pem"), "CERTIFICATE", certificate);
        }
        if (pkcs8) {
            pem(folder.resolve("key.pem"), "PRIVATE KEY", key);
        } else {
            pem(folder.resolve("key.pem"), "RSA PRIVATE KEY", Arrays.copyOfRange(key, PKCS8_HEADER, key.length));
        }
    }

    private static void pem(Path file, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
