package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drydock.docker.EngineHere;
import io.drydock.model.DrydockException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a real engine; {@code busybox:1.36} must be there. */
@Tag("engine")
@Timeout(300)
class BuildKitEngineIT {

    private static final EngineFacts ENGINE = new EngineFacts(false, "linux", "1.41", "20.10.24", false);

    private static final SessionTransport NO_SESSION = headers -> {
        throw new IOException("404 page not found");
    };

    private final EngineHere engine = new EngineHere();
    private final List<BuildEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final String tag = "bkit-test/" + UUID.randomUUID().toString().substring(0, 8) + ":1";
    private final String sharedKey = UUID.randomUUID().toString();

    private final Set<String> built = new LinkedHashSet<>();

    @TempDir
    Path context;

    @BeforeEach
    void theEngineHasBuildKit() {
        assumeThat(engine.get("/version"))
                .as("podman builds with its own builder")
                .doesNotContain("Podman Engine");
    }

    @BeforeEach
    void writeContext() throws IOException {
        Files.writeString(context.resolve("app.txt"), "version one\n");
    }

    @AfterEach
    void removeImages() {
        built.forEach(id -> engine.delete("/images/" + id + "?force=1"));
    }

    @Test
    void copiesFilesWithModesLinksTimesAndRootAsOwner() throws Exception {
        Path script = context.resolve("sub/run.sh");
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2020-02-03T04:05:06Z")));
        Files.createSymbolicLink(context.resolve("sub/link"), Path.of("../app.txt"));
        Files.createSymbolicLink(context.resolve("sub/outside"), Path.of("/etc/hostname"));
        Files.writeString(context.resolve("sub/\uFF5E.txt"), "below U+FFFF");
        Files.writeString(context.resolve("sub/\uD83D\uDE00.txt"), "above U+FFFF");

        build("FROM busybox:1.36\nCOPY . /in/\nRUN cd /in/sub && TZ=UTC stat -c '%n %a %u:%g %Y' run.sh "
                + "&& readlink link && readlink outside && ls | wc -l");

        assertThat(logLines()).containsSubsequence("run.sh 751 0:0 1580702706", "../app.txt", "/etc/hostname", "5");
    }

    @Test
    void runsIndependentStagesAtTheSameTime() throws Exception {
        String dockerfile = "FROM busybox:1.36 AS a\nRUN sleep 2; echo from-a > /a\n"
                + "FROM busybox:1.36 AS b\nRUN sleep 2; echo from-b > /b\n"
                + "FROM busybox:1.36\nCOPY --from=a /a /\nCOPY --from=b /b /\nRUN cat /a /b";
        BuildOptions options = BuildOptions.tagged(tag).withNoCache(true);

        build(request(dockerfile, options, Map.of()));

        int firstDone = indexOf(BuildEvent.StepDone.class, "sleep 2; echo from-");
        assertThat(events.subList(0, firstDone))
                .filteredOn(e ->
                        e instanceof BuildEvent.StepStarted s && s.step().name().contains("sleep 2"))
                .hasSize(2);
        assertThat(logLines()).containsSequence("from-a", "from-b");
        assertThat(events)
                .filteredOn(e ->
                        e instanceof BuildEvent.StepDone d && d.step().name().contains("sleep 2"))
                .allSatisfy(
                        e -> assertThat(((BuildEvent.StepDone) e).duration()).isGreaterThan(Duration.ofSeconds(2)));
    }

    @Test
    void keepsACacheMountBetweenBuilds() throws Exception {
        String dockerfile = "FROM busybox:1.36\nARG RUN_ID\n" + "RUN --mount=type=cache,id=" + sharedKey
                + ",target=/c echo $RUN_ID >> /c/runs; wc -l < /c/runs";

        build(request(
                dockerfile, BuildOptions.tagged(tag).withBuildArgs(Map.of("RUN_ID", sharedKey + "one")), Map.of()));
        build(request(
                dockerfile, BuildOptions.tagged(tag).withBuildArgs(Map.of("RUN_ID", sharedKey + "two")), Map.of()));

        assertThat(logLines()).containsSubsequence("1", "2");
    }

    @Test
    void handsASecretToTheStepThatMountsItAndNeverPrintsIt() throws Exception {
        String dockerfile = "FROM busybox:1.36\nRUN --mount=type=secret,id=token cp /run/secrets/token /tmp/t "
                + "&& wc -c < /tmp/t && cat /tmp/t && rm /tmp/t";

        build(request(
                dockerfile, BuildOptions.tagged(tag).withNoCache(true), Map.of("token", "s3cr3t-value".getBytes())));

        assertThat(logLines()).contains("12", "****");
        assertThat(events.toString()).doesNotContain("s3cr3t-value");
        assertThat(engine.get("/images/" + tag + "/history")).doesNotContain("s3cr3t-value");
    }

    @Test
    void namesASecretThatIsNotConfigured() {
        String dockerfile = "FROM busybox:1.36\nRUN --mount=type=secret,id=other,required=true true";

        assertThatThrownBy(() -> build(request(
                        dockerfile, BuildOptions.tagged(tag).withNoCache(true), Map.of("token", "x".getBytes()))))
                .isInstanceOf(BuildFailedException.class)
                .hasMessageContaining("other");
    }

    @Test
    void setsLabelsTargetArgumentsAndSeveralTags() throws Exception {
        String second = tag.replace(":1", ":2");
        String dockerfile = "FROM busybox:1.36 AS first\nARG WHO=nobody\nRUN echo hello $WHO\nFROM first\nRUN false";
        BuildOptions options = BuildOptions.tagged(tag, second)
                .withLabels(Map.of("io.drydock.test", "a \"quoted\" & odd=label"))
                .withBuildArgs(Map.of("WHO", "w\u00f6rld & co"))
                .withTarget("first")
                .withNoCache(true);

        String id = build(request(dockerfile, options, Map.of()));

        assertThat(logLines()).contains("hello w\u00f6rld & co");
        assertThat(engine.get("/images/" + second + "/json").replace("\\u0026", "&")) // as Docker 28 writes it
                .contains(id)
                .contains("\"io.drydock.test\":\"a \\\"quoted\\\" & odd=label\"");
    }

    @Test
    void leavesOutWhatTheContextIgnores() throws Exception {
        Files.writeString(context.resolve("ignored.txt"), "no");

        build("FROM busybox:1.36\nCOPY . /in/\nRUN ls -A /in");

        assertThat(logLines()).contains("app.txt").doesNotContain("ignored.txt");
    }

    @Test
    void sendsOnlyWhatIsCopiedAndNothingTheSecondTime() throws Exception {
        writeZeros(context.resolve("huge.bin"), 199);
        writeZeros(context.resolve("app.jar"), 1);
        String dockerfile = "FROM busybox:1.36\nCOPY *.jar /";

        buildCached(dockerfile);
        assertThat(contextSent().files()).isEqualTo(2); // app.jar and the Dockerfile
        assertThat(contextSent().bytes()).isBetween(1_048_576L, 1_100_000L);

        events.clear();
        buildCached(dockerfile);
        assertThat(contextSent())
                .isEqualTo(
                        readsTheDockerfileAnew()
                                ? new BuildEvent.ContextSent(1, dockerfile.length())
                                : new BuildEvent.ContextSent(0, 0));
        assertThat(events)
                .anyMatch(e ->
                        e instanceof BuildEvent.StepCached c && c.step().name().contains("COPY"));
    }

    @Test
    void seesAChangedDockerfileOfTheSameLength() throws Exception {
        buildCached("FROM busybox:1.36\nRUN echo one " + sharedKey);
        buildCached("FROM busybox:1.36\nRUN echo two " + sharedKey);

        assertThat(events)
                .anyMatch(e ->
                        e instanceof BuildEvent.StepStarted s && s.step().name().contains("echo two"));
    }

    @Test
    void copiesThroughALinkThatLeadsElsewhereInTheContext() throws Exception {
        Files.createDirectories(context.resolve("releases/7"));
        Files.writeString(context.resolve("releases/7/data.txt"), "seven");
        Files.createSymbolicLink(context.resolve("current"), Path.of("releases/7"));
        writeZeros(context.resolve("releases/other.bin"), 3);

        build("FROM busybox:1.36\nCOPY current/data.txt /\nRUN cat /data.txt");

        assertThat(logLines()).contains("seven");
        assertThat(contextSent().bytes()).isLessThan(1000);
    }

    @Test
    void copiesAFileWhoseNameIsNotAscii() throws Exception {
        Files.writeString(context.resolve("na\u00efve \uD83D\uDE00.txt"), "found");

        build("FROM busybox:1.36\nCOPY [\"na\u00efve \uD83D\uDE00.txt\", \"/x.txt\"]\nRUN cat /x.txt");

        assertThat(logLines()).contains("found");
    }

    @Test
    void sendsThousandsOfSmallFiles() throws Exception {
        for (int i = 0; i < 8_000; i++) {
            Path file = context.resolve("many/" + i % 100 + "/" + i);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "file " + i);
        }

        build("FROM busybox:1.36\nCOPY many /many\nRUN find /many -type f | wc -l");

        assertThat(logLines()).contains("8000");
    }

    @Test
    void failsWithTheStepItsExitCodeAndItsLastFiftyLines() {
        String dockerfile = "FROM busybox:1.36\nRUN for i in $(seq 1 80); do echo line $i; done; exit 7";

        assertThatThrownBy(() -> build(dockerfile)).isInstanceOfSatisfying(BuildFailedException.class, e -> {
            assertThat(e.step()).startsWith("[2/2] RUN for i in");
            assertThat(e.exitCode()).hasValue(7);
            assertThat(e.lastLines()).hasSize(50).startsWith("line 31").endsWith("line 80");
            assertThat(e.why()).startsWith("exit code 7; last output:\n  line 31\n");
        });
        assertThat(events).anyMatch(e -> e instanceof BuildEvent.StepFailed);
    }

    @Test
    void tellsWhatIsWrongWithADockerfile() {
        assertThatThrownBy(() -> build("FROM busybox:1.36\nRUM true"))
                .isInstanceOf(DrydockException.class)
                .hasMessageContaining("RUM");
    }

    @Test
    void givesTheRegistryTheLoginOfItsHost() throws Exception {
        try (PlainRegistry registry = new PlainRegistry()) {
            String host = registry.host();
            BuildKitRequest plain = request("FROM " + host + "/bkit-test/base:1", BuildOptions.tagged(tag), Map.of());
            BuildKitRequest request = new BuildKitRequest(
                    plain.options(),
                    "Dockerfile",
                    plain.dockerfile(),
                    plain.context(),
                    plain.tar(),
                    sharedKey,
                    Map.of(),
                    asked -> asked.equals(host) ? Optional.of(new Login("me", "pass")) : Optional.empty());

            assertThatThrownBy(() -> build(request)).hasMessageContaining("not found");

            assertThat(registry.authorizations())
                    .contains("Basic " + Base64.getEncoder().encodeToString("me:pass".getBytes()));
        }
    }

    @Test
    void namesTheFileThatChangesWhileItIsSent() throws Exception {
        ContextSource changing = new ContextSource() {
            private final ContextSource files = new FolderContext(context);

            @Override
            public List<ContextEntry> entries(Predicate<String> wanted) throws IOException {
                return files.entries(wanted);
            }

            @Override
            public InputStream open(ContextEntry entry) throws IOException {
                Files.writeString(context.resolve(entry.path()), "now longer than it was listed\n");
                return files.open(entry);
            }

            @Override
            public boolean isUnchanged(ContextEntry entry) throws IOException {
                return files.isUnchanged(entry);
            }
        };
        BuildKitRequest request = request("FROM busybox:1.36\nCOPY app.txt /", BuildOptions.tagged(tag), Map.of());

        assertThatThrownBy(() -> build(new BuildKitRequest(
                        request.options(),
                        request.dockerfileName(),
                        request.dockerfile(),
                        changing,
                        request.tar(),
                        sharedKey,
                        Map.of(),
                        host -> Optional.empty())))
                .isInstanceOf(DrydockException.class)
                .hasMessageContaining("app.txt changed while the context was sent");
    }

    @Test
    void stopsTheEngineWhenTheThreadIsInterrupted() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread builder = new Thread(() -> {
            try {
                runSleeper(new BuildKitBuild(ENGINE, engine, engine));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        builder.start();
        assertThat(sleeperBecomes(true)).isTrue();

        builder.interrupt();
        builder.join(5_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(sleeperBecomes(false)).isTrue();
    }

    @Test
    void stopsTheEngineWhenTheBuildIsClosed() throws Exception {
        assertStopsOnClose(new BuildKitBuild(ENGINE, engine, engine));
    }

    @Test
    void stopsTheEngineWhenABuildFromATarIsClosed() throws Exception {
        assumeThat(readsTars()).isTrue();
        assertStopsOnClose(new BuildKitBuild(ENGINE, NO_SESSION, engine));
    }

    private void assertStopsOnClose(BuildKitBuild build) throws Exception {
        CompletableFuture<Boolean> hadRun = CompletableFuture.supplyAsync(() -> {
            boolean runs = sleeperBecomes(true);
            build.close();
            return runs;
        });

        assertThatThrownBy(() -> runSleeper(build)).isInstanceOf(CancellationException.class);
        assertThat(hadRun.get()).isTrue();
        assertThat(sleeperBecomes(false)).isTrue();
    }

    @Test
    void buildsFromATarWhereTheEngineGivesNoSession() throws Exception {
        assumeThat(readsTars()).isTrue();
        BuildKitBuild build = new BuildKitBuild(ENGINE, NO_SESSION, engine);

        BuildResult result = build.run(
                request(
                        "FROM busybox:1.36\nCOPY app.txt /\nRUN cat /app.txt",
                        BuildOptions.tagged(tag).withNoCache(true),
                        Map.of()),
                events::add);

        built.add(((BuildResult.Built) result).imageId());
        assertThat(logLines()).contains("version one");
        assertThat(events.get(0))
                .isEqualTo(new BuildEvent.WayChosen(
                        "BuildKit with a tar", "the engine gives no session: 404 page not found"));
    }

    /** Where it cannot, {@link BuilderRules} takes another way. */
    private boolean readsTars() {
        return !engine.get("/info").contains("io.containerd.snapshotter");
    }

    /** As 26.1 and 28.5 do, 20.10 does not. */
    private boolean readsTheDockerfileAnew() {
        return !engine.get("/version").contains("\"Version\":\"20.10.");
    }

    private void runSleeper(BuildKitBuild build) throws InterruptedException {
        String dockerfile = "FROM busybox:1.36\nRUN sleep 300.0" + sleeperNumber();
        build.run(request(dockerfile, BuildOptions.tagged(tag).withNoCache(true), Map.of()), events::add);
    }

    /** Waits until the step's process is there, or gone. */
    private boolean sleeperBecomes(boolean present) {
        Instant end = Instant.now().plusSeconds(60);
        while (ProcessHandle.allProcesses().anyMatch(this::isSleeper) != present) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return true;
    }

    private boolean isSleeper(ProcessHandle process) {
        return process.info().commandLine().orElse("").endsWith(" 300.0" + sleeperNumber());
    }

    private String sleeperNumber() {
        return String.valueOf(Math.abs((long) tag.hashCode()));
    }

    /** Builds without the cache, so that each step runs and prints. */
    private String build(String dockerfile) throws Exception {
        return build(request(dockerfile, BuildOptions.tagged(tag).withNoCache(true), Map.of()));
    }

    private String buildCached(String dockerfile) throws Exception {
        return build(request(dockerfile, BuildOptions.tagged(tag), Map.of()));
    }

    private String build(BuildKitRequest request) throws InterruptedException {
        BuildResult result = new BuildKitBuild(ENGINE, engine, engine).run(request, events::add);
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        String id = ((BuildResult.Built) result).imageId();
        built.add(id);
        return id;
    }

    private BuildKitRequest request(String dockerfile, BuildOptions options, Map<String, byte[]> secrets) {
        byte[] bytes = dockerfile.getBytes(StandardCharsets.UTF_8);
        return new BuildKitRequest(
                options,
                "Dockerfile",
                bytes,
                new FolderContext(context, "ignored.txt"),
                () -> tar(Map.of("Dockerfile", bytes, "app.txt", Files.readAllBytes(context.resolve("app.txt")))),
                sharedKey,
                secrets,
                host -> Optional.empty());
    }

    private static InputStream tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] header = new byte[512];
            put(header, 0, file.getKey());
            put(
                    header,
                    100,
                    "0000644\0000000000\0000000000\000" + String.format("%011o", file.getValue().length)
                            + "\00000000000000\000        0");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format("%06o\000 ", sum));
            bytes.write(header);
            bytes.write(file.getValue());
            bytes.write(new byte[(512 - file.getValue().length % 512) % 512]);
        }
        bytes.write(new byte[1024]);
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static void writeZeros(Path file, int megabytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] megabyte = new byte[1024 * 1024];
            for (int i = 0; i < megabytes; i++) {
                out.write(megabyte);
            }
        }
    }

    private List<String> logLines() {
        return events.stream()
                .filter(BuildEvent.StepLog.class::isInstance)
                .map(e -> ((BuildEvent.StepLog) e).line())
                .toList();
    }

    private BuildEvent.ContextSent contextSent() {
        return (BuildEvent.ContextSent) events.get(events.size() - 1);
    }

    private int indexOf(Class<? extends BuildEvent> type, String text) {
        for (int i = 0; i < events.size(); i++) {
            if (type.isInstance(events.get(i)) && events.get(i).toString().contains(text)) {
                return i;
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " of " + text + " in " + events);
    }
}
