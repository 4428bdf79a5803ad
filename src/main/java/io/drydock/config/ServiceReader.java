package io.drydock.config;

import io.drydock.model.App;
import io.drydock.model.ImageName;
import io.drydock.model.NameKind;
import io.drydock.model.spec.FileSpec;
import io.drydock.model.spec.ServiceSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.spec.Wait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one {@code <service>}. What it has in common with others is checked by {@link ServiceRules}. */
final class ServiceReader {

    private final Path basedir;

    ServiceReader(Path basedir) {
        this.basedir = basedir;
    }

    /** The service; its name is empty where it has no right one. */
    ServiceSpec read(Section section) {
        Optional<String> image = section.find(Scalars.IMAGE);
        Optional<ImageName> parsed =
                image.flatMap(text -> section.child("image").parse(text, ImageName::parse));
        checkKind(section);
        List<Wait> waits = WaitReader.read(section);
        boolean oneShot = waits.stream().anyMatch(Wait.Exit.class::isInstance);
        return new ServiceSpec(
                name(section, parsed.map(ImageName::lastPathPart)),
                image,
                section.find(Scalars.SERVICE_APP),
                section.map("env", Texts::variable),
                section.find(Scalars.PORT).map(OptionalInt::of).orElse(OptionalInt.empty()),
                section.find(Scalars.URL),
                waits,
                section.get(Scalars.SERVICE_TIMEOUT),
                section.list(Scalars.DEPENDS_ON),
                volumes(section, section.list(Scalars.VOLUMES)),
                files(section),
                SecretReader.read(section, basedir),
                CommandReader.read(section, "command"),
                CommandReader.read(section, "entrypoint"),
                section.find(Scalars.USER),
                LimitsReader.read(section),
                restart(section, oneShot),
                section.get(Scalars.REQUIRED),
                section.get(Scalars.PUBLISH));
    }

    private static void checkKind(Section section) {
        boolean image = section.child("image").filled();
        if (image == section.child("app").filled()) {
            section.mistake(
                    image
                            ? "has <image> and <app>: write one of the two"
                            : "has neither <image> nor <app>: write one, such as <image>redis:7</image>");
        }
    }

    private static String name(Section section, Optional<String> lastPart) {
        if (section.child("name").filled()) {
            return section.find(Scalars.NAME).orElse("");
        }
        Optional<String> derived =
                lastPart.or(() -> section.find(Scalars.SERVICE_APP).map(App::name));
        try {
            return derived.map(Texts.name(NameKind.SERVICE)::parse).orElse("");
        } catch (IllegalArgumentException e) {
            section.mistake("<name> is needed, since " + e.getMessage());
            return "";
        }
    }

    private static String restart(Section section, boolean oneShot) {
        Optional<String> restart = section.find(Scalars.RESTART);
        if (oneShot && restart.filter(policy -> !policy.equals(Restart.NEVER)).isPresent()) {
            section.child("restart")
                    .mistake(Parser.quoted(restart.get())
                            + " would restart a service that is done when it ends (<exit>): write no, or nothing");
        }
        return restart.orElse(oneShot ? Restart.NEVER : Scalars.SERVICE_RESTART);
    }

    /** The same volumes, after a look for two that meet. */
    static List<VolumeSpec> volumes(Section owner, List<VolumeSpec> volumes) {
        Set<String> paths = new HashSet<>();
        volumes.stream()
                .map(VolumeSpec::path)
                .filter(path -> !paths.add(path))
                .forEach(path -> owner.child("volumes")
                        .mistake(Parser.quoted(path) + " is the path of two volumes: change one"));
        return volumes;
    }

    private List<FileSpec> files(Section service) {
        List<FileSpec> files = new ArrayList<>();
        for (Section section : service.child("files").each("file")) {
            Optional<Path> from = section.find(Scalar.optional("from", Paths.from(basedir)));
            Optional<String> to = section.find(Scalars.FILE_TO);
            if (!section.child("from").filled() || !section.child("to").filled()) {
                section.mistake("needs <from>, a path here, and <to>, an absolute path in the container");
            }
            if (from.isPresent() && to.isPresent()) {
                files.add(new FileSpec(from.get(), to.get()));
            }
        }
        return List.copyOf(files);
    }
}
