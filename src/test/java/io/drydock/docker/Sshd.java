package io.drydock.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of ssh on a port of this machine, with keys of its own, for one test. */
public final class Sshd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");
    private static final Path SEPARATION = Path.of("/run/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param folder empty; for its files
     * @param environment of the commands that it runs, {@code NAME=value}
     */
    public static Sshd start(Path folder, List<String> environment) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(
                    "this test needs a server of ssh: apt-get install -y --no-install-recommends openssh-server");
        }
        if (Files.isWritable(SEPARATION.getParent())) {
            Files.createDirectories(SEPARATION);
        }
        key(folder.resolve("host"));
        key(folder.resolve("client"));
        key(folder.resolve("stranger"));
        int port = freePort();
        Files.copy(folder.resolve("client.pub"), folder.resolve("authorized"));
        Files.writeString(
                folder.resolve("known"), "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        List<String> config = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host"),
                "AuthorizedKeysFile " + folder.resolve("authorized"),
                "PidFile none",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "UsePAM no",
                "StrictModes no",
                "LogLevel VERBOSE"));
        environment.forEach(variable -> config.add("SetEnv " + variable));
        Files.write(folder.resolve("sshd_config"), config);
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Sshd sshd = new Sshd(folder, port, process);
        sshd.awaitListening();
        return sshd;
    }

    private static void key(Path file) throws IOException, InterruptedException {
        Process made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("ssh-keygen made no key");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IOException("sshd ended: " + Files.readString(folder.resolve("log")), e);
                }
                Thread.sleep(100);
            }
        }
        throw new IOException("sshd does not listen");
    }

    public int port() {
        return port;
    }

    /** How often somebody has logged in. */
    public long logins() throws IOException {
        try (var lines = Files.lines(folder.resolve("log"))) {
            return lines.filter(line -> line.contains("Accepted publickey")).count();
        }
    }

    /** Ssh with a configuration in which the host {@code far} is this server. */
    public List<String> client() throws IOException {
        return client("client", folder.resolve("known"));
    }

    /** Ssh with the key of one who is not let in. */
    public List<String> strangersClient() throws IOException {
        return client("stranger", folder.resolve("known"));
    }

    /** Ssh that has never seen the server. */
    public List<String> newClient() throws IOException {
        return client("client", folder.resolve("nobody-known"));
    }

    private List<String> client(String key, Path known) throws IOException {
        Path config = Files.createTempFile(folder, "config", "");
        Files.write(
                config,
                List.of(
                        "Host far",
                        "HostName 127.0.0.1",
                        "Port " + port,
                        "User " + System.getProperty("user.name"),
                        "Host *",
                        "IdentityFile " + folder.resolve(key),
                        "IdentitiesOnly yes",
                        "IdentityAgent none",
                        "StrictHostKeyChecking yes",
                        "UserKnownHostsFile " + known,
                        "GlobalKnownHostsFile none"));
        return List.of("ssh", "-F", config.toString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
