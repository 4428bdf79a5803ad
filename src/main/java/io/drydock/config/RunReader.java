package io.drydock.config;

import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.RunSpec;
import io.drydock.model.spec.Wait;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code <run>}. */
final class RunReader {

    private final Values values;
    private final Section run;

    RunReader(Values values, Section root) {
        this.values = values;
        this.run = root.child("run");
    }

    RunSpec read() {
        List<Wait> waits = WaitReader.read(run);
        if (waits.stream().anyMatch(Wait.Exit.class::isInstance)) {
            run.child("waits")
                    .mistake("<exit> is for services that end: an app keeps running, wait for <http> or <tcp>");
        }
        return new RunSpec(
                ports(),
                values.get(Scalars.BIND),
                waits,
                values.get(Scalars.RUN_TIMEOUT),
                values.get(Scalars.RUN_DRAIN),
                values.get(Scalars.RUN_KEEP),
                values.map(Scalars.LABELS),
                ServiceReader.volumes(run, values.list(Scalars.RUN_VOLUMES)),
                command(Scalars.RUN_COMMAND),
                command(Scalars.RUN_ENTRYPOINT),
                LimitsReader.of(values.find(Scalars.RUN_MEMORY), values.find(Scalars.RUN_CPUS))
                        .withNewPrivileges(values.get(Scalars.RUN_NEW_PRIVILEGES)),
                values.get(Scalars.RUN_RESTART));
    }

    private Optional<List<String>> command(Scalar<List<String>> scalar) {
        Optional<List<String>> given = values.find(scalar);
        Section section = run.child(scalar.name());
        List<String> args =
                section.each("arg").stream().map(arg -> arg.text().orElse("")).toList();
        if (section.text().isPresent() && !args.isEmpty()) {
            section.mistake("is a text and holds <arg>: write one of the two");
        }
        return given.or(() -> Optional.of(args).filter(list -> !list.isEmpty()));
    }

    private List<PortSpec> ports() {
        List<PortSpec> ports = values.list(Scalars.RUN_PORTS);
        Set<Object> seen = new HashSet<>();
        for (PortSpec port : ports) {
            Object published = port.host().isPresent() ? port.host() : port;
            if (!seen.add(published)) {
                run.child("ports")
                        .mistake(
                                port.host().isPresent()
                                        ? port.host().getAsInt() + " of this host is given to two ports: change one"
                                        : port.container() + " is published twice: take one out");
            }
        }
        return ports;
    }
}
