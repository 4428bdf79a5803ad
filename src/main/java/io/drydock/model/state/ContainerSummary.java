package io.drydock.model.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container as the engine lists it: all that one listing tells, whatever their number.
 *
 * @param id its full id
 * @param name without the leading slash
 * @param image id of its image
 * @param labels its labels, those of its image included
 * @param status {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code exited} or {@code dead}
 * @param statusText the engine's words, for example {@code Up 2 hours (healthy)} or {@code Exited (3) 2 minutes ago}
 * @param created seconds since the epoch
 * @param addresses network name to IPv4 address
 * @param published published ports
 */
public record ContainerSummary(
        String id,
        String name,
        String image,
        Map<String, String> labels,
        String status,
        String statusText,
        long created,
        Map<String, String> addresses,
        List<ContainerState.Published> published) {

    private static final Pattern EXITED = Pattern.compile("^Exited \\((\\d+)\\)");

    public boolean running() {
        return "running".equals(status);
    }

    /** Its last exit code, where it has ended: the engine's words tell it. */
    public OptionalInt exitCode() {
        Matcher exited = EXITED.matcher(statusText);
        return exited.find() ? OptionalInt.of(Integer.parseInt(exited.group(1))) : OptionalInt.empty();
    }

    /** Whether it ran and has ended. */
    public boolean ended() {
        return "exited".equals(status) || "dead".equals(status);
    }

    /** When it was created. */
    public Instant createdAt() {
        return Instant.ofEpochSecond(created);
    }

    /** The value of a label. */
    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /** The same container with what a listing does not tell left open; enough for one that runs. */
    public ContainerState asState() {
        return new ContainerState(
                id,
                name,
                image,
                labels,
                status,
                0,
                false,
                "",
                health(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(),
                addresses,
                published,
                0);
    }

    private Optional<String> health() {
        if (statusText.contains("(unhealthy)")) {
            return Optional.of("unhealthy");
        }
        if (statusText.contains("(healthy)")) {
            return Optional.of("healthy");
        }
        return statusText.contains("(health: starting)") ? Optional.of("starting") : Optional.empty();
    }
}
