package io.drydock.docker;

import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerState.Published;
import io.drydock.model.state.ContainerSummary;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads containers from what the engine says of them. */
final class ContainerReader {

    private ContainerReader() {}

    /** An answer to {@code GET /containers/ID/json}. */
    static ContainerState inspected(Json json) {
        Json state = json.at("State");
        return new ContainerState(
                json.at("Id").text(),
                withoutSlash(json.at("Name").text()),
                json.at("Image").text(),
                json.at("Config", "Labels").textFields(),
                state.at("Status").text(),
                (int) state.at("ExitCode").number(),
                state.at("OOMKilled").bool(),
                state.at("Error").text(),
                state.at("Health", "Status").optional().filter(health -> !health.equals("none")),
                time(state.at("StartedAt").text()),
                time(state.at("FinishedAt").text()),
                (int) json.at("RestartCount").number(),
                json.at("Config", "Env").texts(),
                addresses(
                        json.at("NetworkSettings", "Networks"),
                        json.at("Config", "Labels").textFields()),
                published(json.at("NetworkSettings", "Ports")),
                (int) state.at("Pid").number());
    }

    /** One item of an answer to {@code GET /containers/json}. */
    static ContainerSummary listed(Json json) {
        return new ContainerSummary(
                json.at("Id").text(),
                ownName(json.at("Names").texts()),
                json.at("ImageID").text(),
                json.at("Labels").textFields(),
                json.at("State").text(),
                json.at("Status").text(),
                json.at("Created").number(),
                addresses(
                        json.at("NetworkSettings", "Networks"),
                        json.at("Labels").textFields()),
                json.at("Ports").items().stream()
                        .filter(port -> port.at("PublicPort").number() > 0)
                        .map(port -> new Published(
                                (int) port.at("PrivatePort").number(),
                                port.at("IP").text(),
                                (int) port.at("PublicPort").number()))
                        .toList());
    }

    /** Links make further names that have a second slash. */
    private static String ownName(List<String> names) {
        return names.stream()
                .map(ContainerReader::withoutSlash)
                .filter(name -> !name.contains("/"))
                .findFirst()
                .orElse("");
    }

    private static String withoutSlash(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** The address in use, else the one that was asked for, else empty text. */
    private static Map<String, String> addresses(Json networks, Map<String, String> labels) {
        Map<String, String> addresses = new LinkedHashMap<>();
        networks.fields()
                .forEach((network, endpoint) -> addresses.put(
                        network,
                        endpoint.at("IPAddress")
                                .optional()
                                .or(() ->
                                        endpoint.at("IPAMConfig", "IPv4Address").optional())
                                .or(() -> AskedAddress.of(network, labels))
                                .orElse("")));
        return addresses;
    }

    private static List<Published> published(Json ports) {
        List<Published> published = new ArrayList<>();
        ports.fields().forEach((port, bindings) -> {
            int number = Integer.parseInt(port.replaceFirst("/.*", ""));
            bindings.items().stream()
                    .filter(binding -> binding.at("HostPort").text().matches("[1-9]\\d*"))
                    .map(binding -> new Published(
                            number,
                            binding.at("HostIp").text(),
                            Integer.parseInt(binding.at("HostPort").text())))
                    .forEach(published::add);
        });
        return published;
    }

    /** The engine writes the year 1 for "never". */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(time -> time.isAfter(Instant.EPOCH));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
