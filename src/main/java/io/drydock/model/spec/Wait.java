package io.drydock.model.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** One condition that a container must meet to count as ready. A list of them passes in order, all of it. */
public sealed interface Wait {

    /** The image's own healthcheck passes. */
    record Healthy() implements Wait {
        @Override
        public String toString() {
            return "healthy";
        }
    }

    /**
     * A TCP connection is accepted.
     *
     * @param port the container's port, 1 to 65535
     */
    record Tcp(int port) implements Wait {
        @Override
        public String toString() {
            return "tcp " + port;
        }
    }

    /**
     * An HTTP request is answered as wanted.
     *
     * @param port the container's port; empty: the container's main port
     * @param method the request's method
     * @param path with a leading slash, query included
     * @param headers of the request
     * @param statusFrom lowest status that counts
     * @param statusTo highest status that counts
     * @param match must be found in the body; empty: any body
     */
    record Http(
            OptionalInt port,
            String method,
            String path,
            Map<String, String> headers,
            int statusFrom,
            int statusTo,
            Optional<Pattern> match)
            implements Wait {
        @Override
        public String toString() {
            return "http " + method + " " + path;
        }
    }

    /**
     * A line of the container's log matches.
     *
     * @param match must be found in a line
     * @param times in how many lines
     */
    record Log(Pattern match, int times) implements Wait {
        @Override
        public String toString() {
            return "log \"" + match + "\"" + (times > 1 ? " " + times + " times" : "");
        }
    }

    /**
     * A command run in the container ends with exit code 0.
     *
     * @param command program and arguments
     */
    record Exec(List<String> command) implements Wait {
        @Override
        public String toString() {
            return "exec " + String.join(" ", command);
        }
    }

    /**
     * The container ends with this exit code: a one-shot service.
     *
     * @param code 0 to 255
     */
    record Exit(int code) implements Wait {
        @Override
        public String toString() {
            return "exit " + code;
        }
    }

    /** The container runs; used only where nothing better is known of the image. */
    record Running() implements Wait {
        @Override
        public String toString() {
            return "running";
        }
    }

    /**
     * A server answers its own protocol.
     *
     * @param protocol which server it is
     * @param port the container's port
     */
    record Answers(Protocol protocol, int port) implements Wait {
        @Override
        public String toString() {
            return protocol.name().toLowerCase(java.util.Locale.ROOT) + " answers on " + port;
        }
    }

    /** Servers whose protocol the built-in probes speak. */
    enum Protocol {
        REDIS,
        POSTGRES,
        MYSQL,
        RABBITMQ,
        MONGO,
        MEMCACHED,
        NATS,
        ELASTICSEARCH,
        KAFKA
    }
}
