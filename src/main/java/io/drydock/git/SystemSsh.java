package io.drydock.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;

/**
 * Reaches repositories behind ssh as git itself does: through the {@code ssh} of this machine, so that its agent, keys,
 * {@code ~/.ssh/config} and known hosts are all that counts. It asks for nothing. {@code GIT_SSH} names another program; that is
 * JGit's own doing.
 */
final class SystemSsh extends SshSessionFactory {

    private final List<String> program;

    /**
     * @param program ssh, and options that come before all others
     */
    SystemSsh(List<String> program) {
        this.program = List.copyOf(program);
    }

    /** Makes JGit, as this class loader has it, use the machine's ssh; a second call changes nothing. */
    static void use() {
        synchronized (SystemSsh.class) {
            if (!(SshSessionFactory.getInstance() instanceof SystemSsh)) {
                SshSessionFactory.setInstance(new SystemSsh(List.of("ssh")));
            }
        }
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeoutMillis)
            throws TransportException {
        return new Session(uri, login(uri, timeoutMillis));
    }

    @Override
    public String getType() {
        return "system";
    }

    /** Ssh with all but the command. What could be taken for an option is refused, as git refuses it. */
    List<String> login(URIish uri, int timeoutMillis) throws TransportException {
        if (uri.getHost() == null
                || uri.getHost().startsWith("-")
                || userOf(uri).startsWith("-")) {
            throw new TransportException(uri, "this is no address that ssh can be given");
        }
        List<String> login = new ArrayList<>(program);
        login.addAll(List.of("-o", "BatchMode=yes"));
        if (timeoutMillis > 0) {
            login.addAll(List.of("-o", "ConnectTimeout=" + Math.max(1, timeoutMillis / 1000)));
        }
        if (uri.getPort() > 0) {
            login.addAll(List.of("-p", Integer.toString(uri.getPort())));
        }
        login.add("--");
        login.add(userOf(uri).isEmpty() ? uri.getHost() : userOf(uri) + "@" + uri.getHost());
        return login;
    }

    private static String userOf(URIish uri) {
        return uri.getUser() == null ? "" : uri.getUser();
    }

    /** Each command is a login of its own. */
    private record Session(URIish uri, List<String> login) implements RemoteSession {

        @Override
        public Process exec(String command, int timeout) throws TransportException {
            List<String> whole = new ArrayList<>(login);
            whole.add(command);
            try {
                return new SshProcess(new ProcessBuilder(whole).start());
            } catch (IOException e) {
                throw new TransportException(uri, "ssh cannot be run: " + e.getMessage(), e);
            }
        }

        @Override
        public void disconnect() {
            // ssh ends with its command
        }
    }
}
