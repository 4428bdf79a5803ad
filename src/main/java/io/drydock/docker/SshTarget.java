package io.drydock.docker;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an engine behind ssh is, and how it is called there: {@code ssh://[user@]host[:port][/path of its socket]}.
 *
 * <p>What ssh hands over to the other side is text for that side's shell, and user and host may stand in commands of the user's
 * {@code ssh_config}; so only characters that mean nothing to a shell are taken.
 *
 * @param user empty: as ssh decides
 * @param host a name, an alias of {@code ssh_config}, or an address; IPv6 without its brackets
 * @param port empty: as ssh decides
 * @param socket of the engine there; empty: as Docker's client there decides
 * @see <a href="https://docs.docker.com/engine/security/protect-access/">Protect the Docker daemon socket</a>
 */
record SshTarget(Optional<String> user, String host, OptionalInt port, Optional<String> socket) {

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:(.+)@)?(\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]+)(?::(\\d{1,5}))?");
    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}_.][\\p{L}\\p{N}_.@+-]*");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*|[0-9A-Fa-f:.]+");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9_./-]+");
    private static final int LAST_PORT = 65535;

    /** Why an address cannot be used, in words that follow its source. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /**
     * Reads an address.
     *
     * @throws Unusable where it is none; the message repeats no password
     */
    static SshTarget parse(String address) throws Unusable {
        URI uri = uri(address);
        Matcher authority =
                AUTHORITY.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || !authority.matches()) {
            throw new Unusable("is not ssh://user@host:port");
        }
        Optional<String> user = Optional.ofNullable(authority.group(1));
        if (user.filter(name -> name.contains(":")).isPresent()) {
            throw new Unusable("holds a password; ssh takes keys, or an agent that has them");
        }
        user = user.map(name -> java.net.URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8));
        String host = authority.group(2).replaceAll("[\\[\\]]", "");
        require(user.orElse("u"), USER, "user");
        require(host, HOST, "host");
        return new SshTarget(user, host, port(authority.group(3)), socket(uri.getPath()));
    }

    private static URI uri(String address) throws Unusable {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new Unusable("is not ssh://user@host:port");
        }
    }

    private static void require(String part, Pattern allowed, String what) throws Unusable {
        if (!allowed.matcher(part).matches()) {
            throw new Unusable(
                    "names the " + what + " \"" + part + "\": letters, digits, _ . and - are taken, and no - in front");
        }
    }

    private static OptionalInt port(String digits) throws Unusable {
        if (digits == null) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > LAST_PORT) {
            throw new Unusable("names the port " + port + ", and ports go from 1 to " + LAST_PORT);
        }
        return OptionalInt.of(port);
    }

    private static Optional<String> socket(String path) throws Unusable {
        if (path == null || path.replace("/", "").isEmpty()) {
            return Optional.empty();
        }
        require(path, PATH, "socket");
        return Optional.of(path);
    }

    /**
     * The command that connects to the engine, as Docker's client runs it. It asks for nothing: there is a connection for each
     * request that is under way, and no terminal to ask at.
     *
     * @param program ssh, and options that come before all others
     */
    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-o", "ConnectTimeout=30", "-o", "BatchMode=yes", "-T"));
        command.addAll(destination());
        command.add("docker");
        socket.ifPresent(path -> command.add("--host=unix://" + path));
        command.addAll(List.of("system", "dial-stdio"));
        return command;
    }

    /** A command for the user to try. */
    String trial(String remote) {
        return "ssh " + String.join(" ", destination()) + " " + remote;
    }

    private List<String> destination() {
        List<String> arguments = new ArrayList<>();
        user.ifPresent(name -> arguments.addAll(List.of("-l", name)));
        port.ifPresent(number -> arguments.addAll(List.of("-p", Integer.toString(number))));
        arguments.addAll(List.of("--", host));
        return arguments;
    }
}
