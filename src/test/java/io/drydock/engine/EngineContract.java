package io.drydock.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drydock.dockerfile.LayerItem;
import io.drydock.engine.Containers.ExecResult;
import io.drydock.engine.Containers.Output;
import io.drydock.engine.Containers.Terminal;
import io.drydock.engine.EngineException.Kind;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.Subnet;
import io.drydock.model.spec.ContainerRequest;
import io.drydock.model.spec.ImageSpec.Builder;
import io.drydock.model.spec.Limits;
import io.drydock.model.spec.PortSpec;
import io.drydock.model.spec.VolumeSpec;
import io.drydock.model.state.ContainerState;
import io.drydock.model.state.ContainerSummary;
import io.drydock.model.state.ImageState;
import io.drydock.model.state.NetworkState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every implementation of the engine port must show. */
public abstract class EngineContract {

    protected static final String IMAGE = "busybox:1.36";
    protected static final List<String> SPEAK = List.of("sh", "-c", "echo out; sleep 0.2; echo err >&2; exit 3");
    protected static final List<String> STAY = List.of("sleep", "600");
    protected static final List<String> GREET = List.of("sh", "-c", "echo hello; exit 4");
    protected static final List<String> REPEAT = List.of("sh", "-c", "dd bs=1 count=5 2>/dev/null; id -u; exit 4");
    protected static final List<String> ANSWER =
            List.of("sh", "-c", "test -t 0 || exit 9; read answer; echo you said $answer; exit 5");
    protected static final String GOOD = "FROM busybox:1.36\nLABEL kind=built\nRUN echo made > /made\n";
    protected static final String BAD = "FROM busybox:1.36\nRUN echo before && exit 7\n";
    protected static final String BASELESS = "FROM dct-nowhere/nothing:1\nRUN true\n";

    private static final String LABEL = "io.drydock.test.contract";
    private static final Subnet SUBNET = Subnet.parse("10.213.77.0/27");
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Engine engine;
    private String prefix;

    /** A fresh view of the engine; closed after each test. */
    protected abstract Engine open();

    @BeforeEach
    void openAndNameAfresh() {
        engine = open();
        prefix = "dct-" + Long.toString(System.nanoTime(), 36);
    }

    @AfterEach
    void removeWhatWasMade() {
        Map<String, String> ours = Map.of(LABEL, prefix);
        engine.containers().list(ours).forEach(container -> engine.containers().remove(container.id()));
        engine.networks().list(ours).forEach(network -> engine.networks().remove(network.id()));
        engine.volumes().list(ours).forEach(volume -> engine.volumes().remove(volume.name()));
        engine.images().list(ours).forEach(image -> image.tags().forEach(engine.images()::remove));
        engine.close();
    }

    @Test
    void anEngineTellsItsVersionAndTheApiItSpeaks() {
        assertThat(engine.state().version()).isNotBlank();
        assertThat(engine.state().api()).matches("\\d+\\.\\d+");
        assertThat(engine.state().host()).contains("://");
    }

    @Test
    void anImageIsFoundByNameAndByIdAndOneThatIsMissingIsEmpty() {
        ImageState image = engine.images().find(IMAGE).orElseThrow();

        assertThat(image.id()).startsWith("sha256:");
        assertThat(image.tags()).contains(IMAGE);
        assertThat(image.layers()).isNotEmpty();
        assertThat(engine.images().find(image.id())).contains(image);
        assertThat(engine.images().find(prefix + "/none:1")).isEmpty();
    }

    @Test
    void aBuildGivesAnImageWithItsLabelsAndPrintsItsSteps() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        String name = prefix + "/built:1";

        String id = engine.images().build(build(name, GOOD), lines::add).id();

        ImageState image = engine.images().find(name).orElseThrow();
        assertThat(image.id()).isEqualTo(id);
        assertThat(image.labels()).containsEntry(LABEL, prefix).containsEntry("kind", "built");
        assertThat(lines).anyMatch(line -> line.contains("RUN echo made"));
        assertThat(engine.images().list(Map.of(LABEL, prefix)))
                .extracting(ImageState::id)
                .containsExactly(id);
        assertThat(image.tags()).containsExactly(name);
        assertThat(engine.images().list(Map.of(LABEL, prefix)))
                .extracting(ImageState::tags)
                .containsExactly(List.of(name));
        assertThat(engine.images().list(Map.of(LABEL, "another"))).isEmpty();
        assertThat(engine.images().history(name)).isNotEmpty();
    }

    @Test
    void aHealthcheckThatADockerfileDeclaresIsPartOfItsConfiguration() throws InterruptedException {
        String name = prefix + "/checked:1";
        String dockerfile = "FROM busybox:1.36\nHEALTHCHECK --interval=1s CMD test -e /ok\n";

        engine.images().build(classic(name, dockerfile), line -> {});

        assertThat(engine.images().find(name).orElseThrow().config().healthcheck())
                .contains(List.of("/bin/sh", "-c", "test -e /ok"));
    }

    @Test
    void theFilesOfAnImageAreToldByLayerWithWhatALayerDeletes() throws InterruptedException {
        String name = prefix + "/layered:1";
        engine.images().build(build(name, "FROM busybox:1.36\nRUN echo made > /made\nRUN rm /made\n"), line -> {});

        List<List<LayerItem>> layers = engine.images().files(name);

        assertThat(layers)
                .hasSameSizeAs(engine.images().find(name).orElseThrow().layers());
        assertThat(layers.get(layers.size() - 2)).contains(new LayerItem("made", LayerItem.Kind.FILE, "", 5));
        assertThat(layers.get(layers.size() - 1)).extracting(LayerItem::path).contains(".wh.made");
        assertThat(refusal(() -> engine.images().files(prefix + "/none:1"))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aFlatImageHasOneLayerOnItsBaseTheSameConfigurationAndItsNames() throws InterruptedException {
        assumeThat(engine.images().obstacleToDerive()).isEmpty();
        ImageState base = engine.images().find(IMAGE).orElseThrow();
        int steps = engine.images().history(IMAGE).size();
        ImageName name = ImageName.parse(prefix + "/flat:1");
        String dockerfile =
                "FROM busybox:1.36\nLABEL kind=built\nRUN echo made > /made\nRUN rm /made\nRUN echo kept > /kept\n";
        engine.images().build(build(name.toString(), dockerfile), line -> {});
        ImageState before = engine.images().find(name.toString()).orElseThrow();

        String id = engine.images()
                .flatten(new FlatImage(before.id(), List.of(name), base.layers().size(), steps, "merged"), folder);

        ImageState after = engine.images().find(name.toString()).orElseThrow();
        assertThat(after.id()).isEqualTo(id).isNotEqualTo(before.id());
        assertThat(after.labels()).isEqualTo(before.labels());
        assertThat(after.config()).isEqualTo(before.config());
        assertThat(after.layers())
                .hasSize(base.layers().size() + 1)
                .startsWith(base.layers().toArray(String[]::new));
        List<Images.Layer> history = engine.images().history(id);
        assertThat(history).hasSize(steps + 1);
        assertThat(history.get(0).createdBy()).isEqualTo("merged");
        assertThat(history.subList(1, steps + 1).stream().map(Images.Layer::createdBy))
                .containsExactlyElementsOf(engine.images().history(IMAGE).stream()
                        .map(Images.Layer::createdBy)
                        .toList());
        List<List<LayerItem>> files = engine.images().files(id);
        assertThat(files.get(files.size() - 1))
                .extracting(LayerItem::path)
                .contains("kept")
                .doesNotContain("made", ".wh.made");
        assertThat(folder).isEmptyDirectory();
        assertThat(engine.images().find(before.id())).map(ImageState::tags).contains(List.of());
        engine.images().remove(before.id());
    }

    @Test
    void theClassicBuilderIsTakenWhereItIsAskedFor() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        String name = prefix + "/classic:1";

        BuiltImage built = engine.images().build(Builds.of(folder, name, labels(), GOOD, Builder.CLASSIC), lines::add);

        assertThat(built.builder()).isEqualTo("classic");
        assertThat(lines).contains("builder: classic (the configuration asks for it)");
        assertThat(engine.images().find(name)).map(ImageState::id).contains(built.id());
    }

    @Test
    void ofBothBuildersTheOneThatTheEngineIsKnownToHaveIsTakenAndSaid() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        String expected = engine.info().builder();

        BuiltImage built = engine.images().build(build(prefix + "/auto:1", GOOD), lines::add);

        assertThat(built.builder()).isEqualTo(expected).isEqualTo(engine.state().podman() ? "classic" : "buildkit");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("builder: "))
                .allMatch(line ->
                        !line.startsWith("builder: ") || line.contains("classic") == expected.equals("classic"));
    }

    @Test
    void bothBuildersMakeTheSameConfigurationOfAnImage() throws InterruptedException {
        ImageState base = engine.images().find(IMAGE).orElseThrow();
        for (Builder builder : List.of(Builder.CLASSIC, Builder.AUTO)) {
            String name = prefix + "/" + builder.name().toLowerCase(Locale.ROOT) + ":1";

            engine.images().build(Builds.of(folder, name, labels(), GOOD, builder), line -> {});

            assertThat(engine.images().find(name).orElseThrow().config()).isEqualTo(base.config());
        }
    }

    @Test
    void aTagIsAnotherNameAndRemovingItTwiceIsNoError() throws InterruptedException {
        String name = prefix + "/built:1";
        String id = engine.images().build(build(name, GOOD), line -> {}).id();

        engine.images().tag(id, ImageName.parse(prefix + "/built:2"));

        assertThat(engine.images().find(prefix + "/built:2"))
                .map(ImageState::id)
                .contains(id);
        assertThat(engine.images().remove(prefix + "/built:2")).isTrue();
        assertThat(engine.images().remove(prefix + "/built:2")).isFalse();
        assertThat(engine.images().find(name)).isPresent();
    }

    @Test
    void anEmptyImageIsMadeFromNothingTwiceTheSameAndAContainerCanBeMadeOfIt() {
        ImageName name = ImageName.parse(prefix + "/empty:1");

        engine.images().empty(name, labels());
        ImageState first = engine.images().find(name.toString()).orElseThrow();
        engine.images().empty(name, labels());

        assertThat(engine.images().find(name.toString())).map(ImageState::id).contains(first.id());
        assertThat(first.labels()).isEqualTo(labels());
        assertThat(engine.images().list(labels())).extracting(ImageState::id).containsExactly(first.id());
        String id = engine.containers().create(with(container("one", STAY), name.toString()));
        assertThat(engine.containers().find(id)).map(ContainerState::status).contains("created");
    }

    @Test
    void ofManyWhoCreateOneNameAtOnceOneHasIt() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<CompletableFuture<Optional<String>>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tries.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return Optional.of(engine.containers().create(container("one", STAY)));
                    } catch (EngineException e) {
                        assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
                        return Optional.empty();
                    }
                }));
            }
            List<String> made = new ArrayList<>();
            for (CompletableFuture<Optional<String>> one : tries) {
                one.get(60, TimeUnit.SECONDS).ifPresent(made::add);
            }

            assertThat(made).hasSize(1);
            assertThat(engine.containers().find(prefix + "-one"))
                    .map(ContainerState::id)
                    .contains(made.get(0));
            engine.containers().remove(made.get(0));
        }
    }

    @Test
    void aFailingStepIsToldWithItsInstructionItsExitCodeAndItsLastLines() {
        assertThatThrownBy(() -> engine.images().build(classic(prefix + "/bad:1", BAD), line -> {}))
                .isInstanceOfSatisfying(
                        BuildException.class,
                        e -> assertThat(e.why())
                                .contains("RUN echo before && exit 7")
                                .contains("exit code 7")
                                .contains("before"));
        assertThat(engine.images().find(prefix + "/bad:1")).isEmpty();
    }

    @Test
    void aMissingBaseImageIsToldByItsName() {
        assertThatThrownBy(() -> engine.images().build(classic(prefix + "/baseless:1", BASELESS), line -> {}))
                .isInstanceOfSatisfying(BuildException.class, e -> {
                    assertThat(e.why()).contains("base image dct-nowhere/nothing:1 is not on the engine");
                    assertThat(e.next()).contains("docker pull dct-nowhere/nothing:1");
                });
    }

    @Test
    void aContainerIsCreatedStoppedAndFoundByNameIdAndLabel() {
        String id = engine.containers().create(container("one", STAY));

        ContainerState state = engine.containers().find(prefix + "-one").orElseThrow();
        assertThat(state.id()).isEqualTo(id);
        assertThat(state.name()).isEqualTo(prefix + "-one");
        assertThat(state.status()).isEqualTo("created");
        assertThat(state.env()).contains("COLOUR=blue");
        assertThat(state.started()).isEmpty();
        assertThat(engine.containers().find(id)).contains(state);
        assertThat(engine.containers().list(Map.of(LABEL, prefix, "part", "")))
                .extracting(ContainerSummary::name)
                .containsExactly(prefix + "-one");
        assertThat(engine.containers().list(Map.of(LABEL, prefix, "part", "two")))
                .isEmpty();
    }

    @Test
    void containersAreFoundByTheirWholeNamesInOneListing() {
        engine.containers().create(container("one", STAY));
        engine.containers().create(container("one.2", STAY));
        engine.containers().create(container("onex2", STAY));

        assertThat(engine.containers().named(List.of(prefix + "-one", prefix + "-one.2", prefix + "-none")))
                .extracting(ContainerSummary::name)
                .containsExactlyInAnyOrder(prefix + "-one", prefix + "-one.2");
        assertThat(engine.containers().named(List.of())).isEmpty();
    }

    @Test
    void aTakenNameIsAConflictAndAMissingImageIsNotFound() {
        engine.containers().create(container("one", STAY));

        assertThat(refusal(() -> engine.containers().create(container("one", STAY))))
                .isEqualTo(Kind.CONFLICT);
        assertThat(refusal(() -> engine.containers().create(with(container("two", STAY), prefix + "/none:1"))))
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(refusal(() -> engine.containers().start(prefix + "-three"))).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aContainerRunsToItsEndAndKeepsExitCodeAndBothOutputs() {
        String id = engine.containers().create(container("one", SPEAK));
        engine.containers().start(id);

        List<String> chunks = new ArrayList<>();
        engine.containers().logs(id, true, 0, (error, bytes) -> chunks.add((error ? "E:" : "O:") + text(bytes)));

        assertThat(chunks).containsExactly("O:out\n", "E:err\n");
        assertThat(engine.containers().waitFor(id, LATE)).isEqualTo(OptionalInt.of(3));
        assertThat(engine.containers().inspection(id).orElseThrow()).contains("\"Name\":\"/" + prefix + "-one\"");
        assertThat(engine.containers().inspection(prefix + "-two")).isEmpty();
        ContainerState state = engine.containers().find(id).orElseThrow();
        assertThat(state.ended()).isTrue();
        assertThat(state.exitCode()).isEqualTo(3);
        assertThat(state.outOfMemory()).isFalse();
        List<String> last = new ArrayList<>();
        engine.containers().logs(id, false, 1, (error, bytes) -> last.add(text(bytes)));
        assertThat(last).containsExactly("err\n");
    }

    @Test
    void outputsThatWereConnectedBeforeTheStartMissNothing() throws Exception {
        String id = engine.containers().create(container("one", SPEAK));
        List<String> chunks = new CopyOnWriteArrayList<>();
        try (Output output = engine.containers().output(id)) {
            CompletableFuture<Void> read = CompletableFuture.runAsync(
                    () -> output.read((error, bytes) -> chunks.add((error ? "E:" : "O:") + text(bytes))));
            engine.containers().start(id);
            read.get(LATE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(chunks).containsExactly("O:out\n", "E:err\n");
    }

    @Test
    void itsClockIsTheOneThatItsObjectsBear() {
        String id = engine.containers().create(container("one", SPEAK));
        engine.containers().start(id);
        engine.containers().waitFor(id, LATE);
        Instant finished = engine.containers().find(id).orElseThrow().finished().orElseThrow();

        assertThat(Duration.between(finished, engine.now()).abs()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aTimedLogTellsWhenEachLineWasSaidAndGoesOnFromThere() {
        String id = engine.containers().create(container("one", SPEAK));
        engine.containers().start(id);
        List<byte[]> chunks = new ArrayList<>();
        engine.containers().timedLogs(id, Optional.empty(), true, (error, bytes) -> chunks.add(bytes));

        assertThat(chunks).extracting(bytes -> LogTime.without(text(bytes))).containsExactly("out\n", "err\n");
        List<Instant> times =
                chunks.stream().map(bytes -> LogTime.of(bytes).orElseThrow()).toList();
        assertThat(times).isSorted();
        List<String> later = new ArrayList<>();
        engine.containers().timedLogs(id, Optional.of(times.get(0)), false, (error, bytes) -> later.add(text(bytes)));
        assertThat(later).extracting(LogTime::without).containsExactly("err\n");
    }

    @Test
    void startStopKillAndRemoveMayBeRepeated() {
        String id = engine.containers().create(container("one", STAY));
        engine.containers().start(id);
        engine.containers().start(id);

        assertThat(engine.containers().waitFor(id, SOON)).isEmpty();
        engine.containers().stop(id, Duration.ofSeconds(5));
        engine.containers().stop(id, Duration.ofSeconds(5));
        engine.containers().kill(id, "SIGTERM");

        assertThat(engine.containers().find(id)).map(ContainerState::running).contains(false);
        engine.containers().remove(id);
        engine.containers().remove(id);
        assertThat(engine.containers().find(id)).isEmpty();
    }

    @Test
    void aCommandRunsInAContainerWithOutputExitCodeAndLimit() {
        String id = engine.containers().create(container("one", STAY));
        engine.containers().start(id);

        ExecResult greeting = engine.containers().exec(id, GREET, LATE);
        ExecResult endless = engine.containers().exec(id, STAY, SOON);

        assertThat(greeting).isEqualTo(new ExecResult(OptionalInt.of(4), "hello\n"));
        assertThat(endless.exitCode()).isEmpty();
    }

    @Test
    void aCommandOfRootReadsItsInputAndEndsThoughTheInputHasNoEnd() {
        String id = engine.containers().create(container("one", STAY));
        engine.containers().start(id);
        byte[] input = "hello and more".getBytes(StandardCharsets.UTF_8);

        ExecResult repeated = engine.containers().exec(id, REPEAT, input, LATE);
        ExecResult endless = engine.containers().exec(id, STAY, input, SOON);

        assertThat(repeated).isEqualTo(new ExecResult(OptionalInt.of(4), "hello0\n"));
        assertThat(endless.exitCode()).isEmpty();
        engine.containers().stop(id, Duration.ofSeconds(1));
        assertThat(refusal(() -> engine.containers().exec(id, REPEAT, input, LATE)))
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    void aTerminalCarriesWhatIsTypedAndPrintedAndEndsWithItsContainer() throws IOException {
        String id = engine.containers().createWithTerminal(container("one", ANSWER));
        try (Terminal terminal = engine.containers().attach(id)) {
            engine.containers().start(id);
            terminal.resize(100, 30);
            terminal.input().write("yes\n".getBytes(StandardCharsets.UTF_8));

            assertThat(text(terminal.output().readAllBytes())).contains("you said yes");
        }
        assertThat(engine.containers().waitFor(id, LATE)).hasValue(5);
    }

    @Test
    void aCommittedContainerIsAnImageWithoutANameThatBearsBothSetsOfLabels() {
        String id = engine.containers().create(container("one", SPEAK));
        engine.containers().start(id);
        engine.containers().waitFor(id, LATE);

        String image = engine.images().commit(id, Map.of("added", "with \"quotes\" and $signs"));

        ImageState state = engine.images().find(image).orElseThrow();
        assertThat(state.tags()).isEmpty();
        assertThat(state.labels()).containsEntry(LABEL, prefix).containsEntry("added", "with \"quotes\" and $signs");
        engine.containers().create(with(container("two", SPEAK), image));
        engine.containers().remove(prefix + "-two");
        assertThat(engine.images().remove(image)).isTrue();
        assertThat(engine.containers().find(id)).map(ContainerState::exitCode).contains(3);
        assertThat(refusal(() -> engine.images().commit(prefix + "-none", Map.of())))
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void anEngineTellsWhatItIsMadeOf() {
        assertThat(engine.info().storage()).isNotBlank();
        assertThat(engine.info().cpus()).isPositive();
        assertThat(engine.info().builder()).isIn("buildkit", "classic");
    }

    @Test
    void filesGoInAndOutOfAContainerThatNeverRan() {
        String id = engine.containers().create(container("one", STAY));
        byte[] tar = Tars.of("note.txt", "remember");

        engine.containers().copyIn(id, "/tmp", new ByteArrayInputStream(tar));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(engine.containers().copyOut(id, "/tmp/note.txt", out)).isTrue();
        assertThat(Tars.read(out.toByteArray())).containsEntry("note.txt", "remember");
        assertThat(engine.containers().copyOut(id, "/tmp/other.txt", new ByteArrayOutputStream()))
                .isFalse();
        assertThat(refusal(() -> engine.containers().copyOut(prefix + "-two", "/", new ByteArrayOutputStream())))
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aRenamedContainerIsFoundByItsNewNameOnly() {
        String id = engine.containers().create(container("one", STAY));
        engine.containers().create(container("two", STAY));

        engine.containers().rename(id, prefix + "-three");

        assertThat(engine.containers().find(prefix + "-one")).isEmpty();
        assertThat(engine.containers().find(prefix + "-three"))
                .map(ContainerState::id)
                .contains(id);
        assertThat(refusal(() -> engine.containers().rename(id, prefix + "-two")))
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    void anInterruptEndsAWaitAtOnce() throws Exception {
        String id = engine.containers().create(container("one", STAY));
        engine.containers().start(id);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                engine.containers().waitFor(id, LATE);
                thrown.complete(new AssertionError("it went on"));
            } catch (DrydockException e) {
                thrown.complete(e);
            }
        });
        waiting.start();
        Thread.sleep(SOON.toMillis());

        waiting.interrupt();

        assertThat(thrown.get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
    }

    @Test
    void aContainerHasItsAddressPortsVolumeAndNamesInANetwork() {
        String network = prefix + "-net";
        engine.networks().create(network, SUBNET, labels());
        engine.volumes().create(prefix + "-data", labels());
        ContainerRequest plain = container("one", STAY);
        String id = engine.containers()
                .create(new ContainerRequest(
                        plain.name(),
                        plain.image(),
                        plain.env(),
                        plain.command(),
                        Optional.of(List.of()),
                        Optional.of("0"),
                        plain.labels(),
                        Optional.of(network),
                        Optional.of("10.213.77.9"),
                        List.of("friend"),
                        List.of(),
                        List.of(new PortSpec(OptionalInt.empty(), 8080)),
                        "127.0.0.1",
                        List.of(new VolumeSpec(prefix + "-data", "/data", false)),
                        Map.of("/scratch", "size=1m"),
                        new Limits(OptionalLong.of(64 << 20), OptionalDouble.of(0.5)),
                        "on-failure:2",
                        true));

        engine.containers().start(id);

        ContainerState state = engine.containers().find(id).orElseThrow();
        assertThat(state.running()).isTrue();
        assertThat(state.addresses()).containsEntry(network, "10.213.77.9");
        assertThat(state.published(8080)).hasValueSatisfying(port -> {
            assertThat(port.bind()).isEqualTo("127.0.0.1");
            assertThat(port.host()).isPositive();
        });
        assertThat(engine.networks().find(network))
                .map(NetworkState::containers)
                .contains(List.of(id));
        engine.containers().stop(id, Duration.ofSeconds(2));
        assertThat(engine.containers().find(id).orElseThrow().addresses()).containsEntry(network, "10.213.77.9");
    }

    @Test
    void aHostPortIsOneContainersUntilItLeavesItsNetwork() {
        String network = prefix + "-net";
        engine.networks().create(network, SUBNET, labels());
        String one = engine.containers().create(publishing("one", network, 28_173));
        String two = engine.containers().create(publishing("two", network, 28_173));
        engine.containers().start(one);

        assertThatThrownBy(() -> engine.containers().start(two))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PORT_TAKEN))
                .hasMessageMatching("(?s).*(port is already allocated|address already in use).*");
        free(network, one);
        engine.containers().start(two);

        assertThat(engine.containers().find(two).orElseThrow().published(8080))
                .hasValueSatisfying(found -> assertThat(found.host()).isEqualTo(28_173));
        assertThat(engine.containers().find(one).orElseThrow().running())
                .isNotEqualTo(engine.state().podman());
        if (!engine.state().podman()) {
            assertThat(engine.containers().find(one).orElseThrow().published()).isEmpty();
        }
    }

    /** podman holds a host port until its container has stopped. */
    private void free(String network, String container) {
        if (engine.state().podman()) {
            engine.containers().stop(container, Duration.ofSeconds(1));
        }
        engine.networks().disconnect(network, container);
    }

    @Test
    void aNetworkKeepsItsSubnetAndRefusesNamesAndSubnetsThatAreTaken() {
        String id = engine.networks().create(prefix + "-net", SUBNET, labels());

        NetworkState network = engine.networks().find(prefix + "-net").orElseThrow();
        assertThat(network.id()).isEqualTo(id);
        assertThat(network.driver()).isEqualTo("bridge");
        assertThat(network.subnets()).containsExactly(SUBNET);
        assertThat(engine.networks().list(Map.of(LABEL, prefix))).hasSize(1);
        assertThat(engine.networks().list(Map.of()))
                .extracting(NetworkState::name)
                .contains(prefix + "-net");
        Subnet other = Subnet.parse("10.213.78.0/27");
        assertThat(refusal(() -> engine.networks().create(prefix + "-net", other, labels())))
                .isEqualTo(Kind.CONFLICT);
        assertThat(refusal(() -> engine.networks().create(prefix + "-two", SUBNET, labels())))
                .isEqualTo(Kind.CONFLICT);
        engine.networks().remove(id);
        engine.networks().remove(id);
        assertThat(engine.networks().find(prefix + "-net")).isEmpty();
    }

    @Test
    void aContainerJoinsAndLeavesANetworkAndMayLeaveItTwice() {
        String network = engine.networks().create(prefix + "-net", SUBNET, labels());
        String id = engine.containers().create(container("one", STAY));

        engine.networks().connect(network, id, List.of("friend"));
        assertThat(engine.containers().find(id).orElseThrow().status()).isEqualTo("created");
        engine.networks().disconnect(network, id);
        engine.networks().disconnect(network, id);

        assertThat(engine.containers().find(id).orElseThrow().addresses()).doesNotContainKey(prefix + "-net");
    }

    @Test
    void aContainerJoinsANetworkAtAnAddress() {
        String network = engine.networks().create(prefix + "-net", SUBNET, labels());
        String id = engine.containers().create(container("one", STAY));
        engine.containers().start(id);

        engine.networks().connect(network, id, List.of(), Optional.of("10.213.77.9"));

        assertThat(engine.containers().find(id).orElseThrow().addresses())
                .containsEntry(prefix + "-net", "10.213.77.9");
    }

    @Test
    void aVolumeKeepsTheLabelsOfItsFirstMaker() {
        engine.volumes().create(prefix + "-data", labels());

        assertThat(engine.volumes()
                        .create(prefix + "-data", Map.of("late", "1"))
                        .labels())
                .containsEntry(LABEL, prefix)
                .doesNotContainKey("late");
        assertThat(engine.volumes().list(Map.of(LABEL, prefix)))
                .singleElement()
                .satisfies(
                        volume -> assertThat(Duration.between(volume.created().orElseThrow(), engine.now())
                                        .abs())
                                .as("made just now, by the engine's clock")
                                .isLessThan(Duration.ofSeconds(20)));
        engine.volumes().remove(prefix + "-data");
        engine.volumes().remove(prefix + "-data");
        assertThat(engine.volumes().find(prefix + "-data")).isEmpty();
    }

    private ContainerRequest container(String name, List<String> command) {
        return new ContainerRequest(
                prefix + "-" + name,
                IMAGE,
                List.of("COLOUR=blue"),
                Optional.of(command),
                Optional.empty(),
                Optional.empty(),
                Map.of(LABEL, prefix, "part", name),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "127.0.0.1",
                List.of(),
                Map.of(),
                Limits.NONE,
                "no",
                true);
    }

    private ContainerRequest publishing(String name, String network, int hostPort) {
        ContainerRequest plain = container(name, STAY);
        return new ContainerRequest(
                plain.name(),
                plain.image(),
                plain.env(),
                plain.command(),
                plain.entrypoint(),
                plain.user(),
                plain.labels(),
                Optional.of(network),
                plain.address(),
                plain.aliases(),
                plain.links(),
                List.of(new PortSpec(OptionalInt.of(hostPort), 8080)),
                plain.bind(),
                plain.volumes(),
                plain.tmpfs(),
                plain.limits(),
                plain.restart(),
                plain.init());
    }

    private static ContainerRequest with(ContainerRequest r, String image) {
        return new ContainerRequest(
                r.name(),
                image,
                r.env(),
                r.command(),
                r.entrypoint(),
                r.user(),
                r.labels(),
                r.network(),
                r.address(),
                r.aliases(),
                r.links(),
                r.ports(),
                r.bind(),
                r.volumes(),
                r.tmpfs(),
                r.limits(),
                r.restart(),
                r.init());
    }

    private BuildRequest classic(String name, String dockerfile) {
        return Builds.of(folder, name, labels(), dockerfile, Builder.CLASSIC);
    }

    private BuildRequest build(String name, String dockerfile) {
        return Builds.of(folder, name, labels(), dockerfile, Builder.AUTO);
    }

    private Map<String, String> labels() {
        return Map.of(LABEL, prefix);
    }

    private static Kind refusal(Runnable call) {
        AtomicReference<Kind> kind = new AtomicReference<>();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(EngineException.class, e -> kind.set(e.kind()));
        return kind.get();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
