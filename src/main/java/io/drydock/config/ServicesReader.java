package io.drydock.config;

import io.drydock.model.App;
import io.drydock.model.spec.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the services, from the POM or from the files that may stand for it. */
final class ServicesReader {

    private final Input input;
    private final Values values;
    private final Mistakes mistakes;

    ServicesReader(Input input, Values values, Mistakes mistakes) {
        this.input = input;
        this.values = values;
        this.mistakes = mistakes;
    }

    List<ServiceSpec> read(Section root, Optional<App> app) {
        Section list = root.child("services");
        List<Section> sections = list.each("service");
        ServiceReader reader = new ServiceReader(input.basedir());
        List<ServiceSpec> services = sections.stream().map(reader::read).toList();
        ServiceRules.check(services, app, (index, what) -> sections.get(index).mistake(what));
        Optional<Path> compose = values.path(Scalars.COMPOSE_FILE);
        if (compose.isEmpty()) {
            return services.isEmpty() ? fromFile(app) : services;
        }
        if (!services.isEmpty()) {
            root.child("composeFile").mistake("stands beside <services>: write one of the two");
            return services;
        }
        return fromCompose(compose.get(), app);
    }

    private List<ServiceSpec> fromCompose(Path file, Optional<App> app) {
        List<ComposeReader.Entry> entries = new ComposeReader(input.env(), mistakes).read(file);
        List<ServiceSpec> services =
                entries.stream().map(ComposeReader.Entry::service).toList();
        ServiceRules.check(
                services, app, (index, what) -> entries.get(index).where().mistake(what));
        return services;
    }

    private List<ServiceSpec> fromFile(Optional<App> app) {
        DockerizeFiles files = new DockerizeFiles(input.basedir(), mistakes);
        List<DockerizeFiles.Line> lines = files.containers();
        List<ServiceSpec> services =
                lines.stream().map(DockerizeFiles.Line::service).toList();
        ServiceRules.check(
                services, app, (index, what) -> mistakes.add(lines.get(index).where(), what));
        return services;
    }
}
