package io.drydock.docker;

import io.drydock.engine.EngineException;
import io.drydock.engine.EngineException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Makes the one message out of host, request, status and the engine's own words. The only place that does. */
final class EngineErrors {

    /** What podman answers with status 500 and Docker with 403, where the state and not the request is wrong. */
    private static final Pattern CONFLICT =
            Pattern.compile("is already in use|already exists|already used|overlaps with|has active endpoints"
                    + "|is being used by|container state improper");

    /** Docker's words, and those of the system that Docker and podman pass on; the status is 500. */
    private static final Pattern PORT_TAKEN = Pattern.compile("port is already allocated|address already in use");

    private static final Pattern NOT_CONNECTED = Pattern.compile("is not connected to");
    /** What podman answers with status 500 where somebody else has removed the object while it looked. */
    private static final Pattern GONE = Pattern.compile(
            "does not exist in database|no such (?:container|volume|network)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_CONTAINER = Pattern.compile("no such container", Pattern.CASE_INSENSITIVE);
    private static final String NO_TLS = "what listens there does not speak TLS";
    private static final List<String> TLS_REMEDY =
            List.of("set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or name the right Docker context");
    /** Where the engine's own words are all that there is to go by. */
    private static final List<String> LOOK_AT_IT = List.of("mvn docker:doctor");

    private static final int LONGEST_WORDS = 2000;

    private EngineErrors() {}

    /** An answer with an error's status. */
    static EngineException refused(EngineAddress address, EngineRequest request, int status, byte[] body) {
        String words = words(body);
        String said = words.isEmpty() ? "no reason given" : words;
        return new EngineException(
                kind(status, words),
                status,
                "The engine could not " + request.purpose(),
                said + " (" + status + " to " + request + " at " + address.host() + ")",
                next(words),
                null);
    }

    /** An error that came in the middle of a stream, after the status 200. */
    static EngineException inStream(EngineAddress address, EngineRequest request, String words) {
        return new EngineException(
                notFound(words) ? Kind.NOT_FOUND : Kind.OTHER,
                0,
                "The engine could not " + request.purpose(),
                unwrap(words) + " (" + request + " at " + address.host() + ")",
                LOOK_AT_IT,
                null);
    }

    /** The connection broke in the middle of an exchange. */
    static EngineException broken(EngineAddress address, EngineRequest request, IOException cause) {
        if (interrupted(cause)) {
            return new EngineException(
                    Kind.INTERRUPTED,
                    0,
                    "Could not " + request.purpose(),
                    "the build was interrupted",
                    List.of(),
                    cause);
        }
        if (cause instanceof EngineClient.SourceFailed) {
            return new EngineException(
                    Kind.OTHER,
                    0,
                    "Could not " + request.purpose(),
                    "what was to be sent could not be read: " + message(cause),
                    List.of(),
                    cause);
        }
        return new EngineException(
                Kind.UNREACHABLE,
                0,
                "The engine could not " + request.purpose(),
                message(cause) + " (" + request + " at " + address.host() + ")",
                List.of(address.ssh().map(ssh -> ssh.trial("docker version")).orElse("docker version")),
                cause);
    }

    /** Nothing answers. */
    static EngineException unreachable(EngineAddress address, IOException cause) {
        if (interrupted(cause)) {
            return new EngineException(
                    Kind.INTERRUPTED, 0, "Could not ask the engine", "the build was interrupted", List.of(), cause);
        }
        String why = why(address, cause);
        return new EngineException(
                Kind.UNREACHABLE,
                0,
                "No Docker engine answers at " + address,
                why,
                remedies(address, why, cause),
                cause);
    }

    private static boolean interrupted(IOException cause) {
        return cause instanceof ClosedByInterruptException
                || cause instanceof InterruptedIOException && !(cause instanceof java.net.SocketTimeoutException)
                || Thread.currentThread().isInterrupted();
    }

    private static String why(EngineAddress address, IOException cause) {
        String words = message(cause);
        if (address.ssh().isPresent()) {
            return SshErrors.why(words);
        }
        String lower = words.toLowerCase(Locale.ROOT);
        if (address.uri().getScheme().equals("unix")) {
            Path socket = Path.of(address.uri().getPath());
            if (lower.contains("permission denied")) {
                return "permission denied on the socket " + socket;
            }
            if (!Files.exists(socket)) {
                return "the socket " + socket + " does not exist";
            }
        }
        if (lower.contains("refused")) {
            return "connection refused: nothing listens there";
        }
        if (cause instanceof SSLException && lower.contains("unrecognized ssl message")) {
            return NO_TLS + ", which " + address.source() + " asks for";
        }
        boolean tlsMissing = address.tls().isEmpty() && lower.contains("does not speak http");
        return tlsMissing ? "it wants TLS, and neither the context nor DOCKER_TLS_VERIFY asks for it" : words;
    }

    private static List<String> remedies(EngineAddress address, String why, IOException cause) {
        if (address.ssh().isPresent()) {
            return SshErrors.remedies(address.ssh().get(), why);
        }
        if (why.startsWith("permission denied")) {
            return List.of("sudo usermod -aG docker $USER, then log in again");
        }
        if (why.startsWith(NO_TLS)) {
            return List.of("unset DOCKER_TLS_VERIFY, or name the port that takes TLS (2376 by custom)");
        }
        if (cause instanceof SSLException || why.startsWith("it wants TLS")) {
            return TLS_REMEDY;
        }
        return address.uri().getScheme().equals("tcp")
                ? List.of("docker -H " + address.host() + " version", "set DOCKER_HOST to where the engine listens")
                : List.of("start Docker", "set DOCKER_HOST or -Ddocker.host to where the engine listens");
    }

    private static Kind kind(int status, String words) {
        boolean goneMeanwhile = status == 500 && GONE.matcher(words).find();
        if (status == 404 || goneMeanwhile) {
            return Kind.NOT_FOUND;
        }
        if (status == 500 && PORT_TAKEN.matcher(words).find()) {
            return Kind.PORT_TAKEN;
        }
        boolean stateIsWrong =
                (status == 403 || status == 500) && CONFLICT.matcher(words).find();
        return status == 409 || stateIsWrong ? Kind.CONFLICT : Kind.OTHER;
    }

    private static boolean notFound(String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return lower.contains("not found") || lower.contains("does not exist") || lower.contains("manifest unknown");
    }

    private static List<String> next(String words) {
        if (words.contains("HTTP request to an HTTPS server")) {
            return TLS_REMEDY;
        }
        Optional<String> image = Optional.of(words)
                .filter(text -> text.startsWith("No such image: "))
                .map(text -> text.substring("No such image: ".length()));
        return image.map(name -> List.of("docker pull " + name)).orElse(LOOK_AT_IT);
    }

    /** The engine's words in an error's body, unwrapped once. */
    static String words(byte[] body) {
        Json json = Json.parse(body);
        Optional<String> message =
                json.at("message").optional().or(() -> json.at("cause").optional());
        String text = message.orElseGet(() -> new String(body, StandardCharsets.UTF_8))
                .strip();
        return unwrap(text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) + "..." : text);
    }

    /** Engines that pass on another's answer do so as its JSON. */
    private static String unwrap(String words) {
        String inner = words.startsWith("{")
                ? Json.parse(words.getBytes(StandardCharsets.UTF_8))
                        .at("message")
                        .text()
                : "";
        return (inner.isEmpty() ? words : inner)
                .replaceFirst("^Error response from daemon: ", "")
                .strip();
    }

    /** Whether it is the container that is missing, not something in it. */
    static boolean noContainer(EngineException e) {
        return e.kind() == Kind.NOT_FOUND && NO_CONTAINER.matcher(e.why()).find();
    }

    /** Whether a container was to leave a network that it is not in. */
    static boolean notConnected(EngineException e) {
        return NOT_CONNECTED.matcher(e.why()).find();
    }

    /** Whether another removal of the same container has begun. */
    static boolean removalUnderWay(EngineException e) {
        return e.kind() == Kind.CONFLICT && e.why().contains("is already in progress");
    }

    private static String message(IOException cause) {
        return Optional.ofNullable(cause.getMessage())
                .filter(text -> !text.isBlank())
                .orElseGet(() -> cause.getClass().getSimpleName());
    }
}
