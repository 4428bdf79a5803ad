import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The whole pipeline where Maven's clock and the engine's differ: an hour ahead, an hour behind, and jumping between the two all the
 * while. A second Maven on the same engine, whose clock is right, works on the same branch.
 *
 * <pre>
 * mvn -q install -DskipTests
 * javac -d target/soak src/it/soak/*.java
 * src/it/soak/own-engine java -cp target/soak Clocks +1h -1h jumps
 * </pre>
 *
 * <p>It prints a table, and ends with 1 where anything was wrong. (An engine's own clock cannot be moved: it asks the kernel. The
 * difference is the same.)
 */
final class Clocks {

    private final String clock;
    private final Project project;
    private final Map<String, String> other;
    private final List<String> bad = new ArrayList<>();
    private int checked;

    private Clocks(String clock) throws IOException {
        this.clock = clock;
        this.project = new Project(
                "clocks",
                Project.service("redis", "redis:7", "<volumes><volume>data:/data</volume></volumes>")
                        + Project.service(
                                "web",
                                "busybox:1.36",
                                "<command>httpd -f -p 80 -h /bin</command><port>80</port>"
                                        + "<dependsOn><name>redis</name></dependsOn>"));
        this.other = clock.equals("jumps") ? Fault.movableClock() : Fault.otherClock(clock);
    }

    public static void main(String[] arguments) throws Exception {
        if (System.getenv("FAKETIME_LIBRARY") == null) {
            throw new IllegalStateException("needs a clock that it may move: start it by own-engine");
        }
        boolean right = true;
        System.out.println("| Maven's clock | what was looked at | wrong |");
        System.out.println("| --- | --- | --- |");
        for (String clock : arguments) {
            right &= new Clocks(clock).run();
        }
        System.exit(right ? 0 : 1);
    }

    private boolean run() throws Exception {
        Thread jumping = new Thread(this::jump);
        jumping.setDaemon(true);
        if (clock.equals("jumps")) {
            jumping.start();
        }
        List<String> before = project.unlabelled();
        try {
            pipeline();
            tellsTheAge();
            failedSuitesStay();
            aLockIsHeld();
            aNewerCommitEndsAnOlder();
            aKilledHolderIsTakenOverFrom();
            bad.addAll(project.wrong(project.mvn("verify"), before, true));
        } finally {
            jumping.interrupt();
            project.mvn("down");
            project.remove();
        }
        System.out.printf("| %s | %d | %d |%n", clock, checked, bad.size());
        bad.forEach(System.out::println);
        return bad.isEmpty();
    }

    private void jump() {
        try {
            for (boolean ahead = true; ; ahead = !ahead) {
                Fault.moveClock(ahead ? "+1h" : "-1h");
                Thread.sleep(1500);
            }
        } catch (IOException | InterruptedException e) {
            // no more jumps
        }
    }

    /** First build, the same again by either, and commits in turn; an older one never wins. */
    private void pipeline() throws IOException {
        ends("first build", theirs("verify"), 0, "");
        ends("the same again", theirs("verify"), 0, "verified already");
        ends("the same again, right clock", mine("verify"), 0, "verified already");
        project.commit("by the right clock");
        String first = project.head();
        ends("a newer commit, right clock", mine("verify"), 0, "");
        project.commit("by the other clock");
        ends("a newer commit", theirs("verify"), 0, "");
        serves("a newer commit", project.head());
        String newest = project.head();
        Project.run(project.folder, List.of("git", "checkout", "-q", "--detach", first))
                .orThrow();
        ends("an older commit", theirs("verify", "-Ddocker.branch=master"), 1, "SUPERSEDED.*");
        ends("an older commit, right clock", mine("verify", "-Ddocker.branch=master"), 1, "SUPERSEDED.*");
        Project.run(project.folder, List.of("git", "checkout", "-q", "master")).orThrow();
        serves("after older commits", newest);
        ends("fresh services", theirs("services-up", "-Ddocker.services.fresh"), 0, "");
    }

    /** In either's eyes all of it is minutes old, and prune takes nothing of it. */
    private void tellsTheAge() throws IOException {
        for (boolean right : List.of(true, false)) {
            String who = right ? ", right clock" : "";
            Project.Ended table = right ? mine("status") : theirs("status");
            ends("status" + who, table, 0, project.app + " .*RUNNING +\\d+ (s|min) .*2/2");
            Project.Ended json =
                    right ? mine("status", "-Ddocker.format=json") : theirs("status", "-Ddocker.format=json");
            Matcher since = Pattern.compile("\"since\" : \"([^\"]*)\"").matcher(String.join("\n", json.lines()));
            require(
                    "status as JSON" + who,
                    since.find()
                            && Duration.between(Instant.parse(since.group(1)), Instant.now())
                                            .abs()
                                            .toMinutes()
                                    < 20,
                    json);
            List<String> there = all();
            String age = "-Ddocker.prune.age=50m";
            ends("prune" + who, right ? mine("prune", age) : theirs("prune", age), 0, "");
            require("prune takes nothing" + who, there.equals(all()), new Project.Ended(0, all()));
        }
    }

    /** They are kept for half an hour, so an hour's difference would take them. */
    private void failedSuitesStay() throws IOException {
        project.suite("exit 7");
        project.commit("fails");
        String failed = "." + project.head() + ".it exited";
        ends("a suite fails", theirs("verify"), 1, "TESTS_FAILED.*");
        ends("status of a failure", theirs("status"), 0, "TESTS_FAILED +\\d+ (s|min) ");
        project.suite("sleep 0.5");
        project.commit("mends it");
        ends("the next passes", theirs("verify", "-Ddocker.verify.keepFailed=30m"), 0, "");
        requireKept("kept by the other clock", failed);
        ends("prune of failures", theirs("prune", "-Ddocker.verify.keepFailed=30m"), 0, "");
        requireKept("kept by prune", failed);
        ends("verify, right clock", mine("verify", "-Ddocker.verify.again", "-Ddocker.verify.keepFailed=30m"), 0, "");
        requireKept("kept by the right clock", failed);
        Project.docker("rm", project.environment() + failed.replace(" exited", ""));
    }

    private void requireKept(String what, String container) throws IOException {
        require(what, project.containers().contains(project.environment() + container), new Project.Ended(0, all()));
    }

    /** One runs a suite; the other waits for it, looks, cleans up, and takes nothing away. */
    private void aLockIsHeld() throws Exception {
        for (boolean right : List.of(true, false)) {
            String who = right ? " by the right clock" : "";
            project.suite("sleep " + (right ? 20 : 21));
            project.commit("takes long" + who);
            Running holder = begin(!right, "verify");
            holder.awaited("suite it");
            awaitLock();
            ends("status while a lock is held" + who, right ? theirs("status") : mine("status"), 0, "");
            ends("prune while a lock is held" + who, right ? theirs("prune") : mine("prune"), 0, "");
            require(
                    "the lock stays, held" + who,
                    locks() > 0 || holder.said("it: no test"),
                    new Project.Ended(0, all()));
            ends("who waits" + who, right ? theirs("verify") : mine("verify"), 0, "verified already");
            ends("who holds the lock" + who, holder.end(), 0, "");
        }
    }

    private void aNewerCommitEndsAnOlder() throws Exception {
        for (boolean right : List.of(true, false)) {
            String who = right ? " by the right clock" : "";
            project.suite("sleep " + (right ? 60 : 61));
            project.commit("is overtaken" + who);
            Running older = begin(right, "verify");
            older.awaited("suite it");
            awaitLock();
            project.suite("sleep 0.5");
            project.commit("overtakes" + who);
            ends("a newer commit in the midst of a suite" + who, right ? theirs("verify") : mine("verify"), 0, "");
            ends("the older one, run" + who, older.end(), 1, "SUPERSEDED.*");
        }
    }

    private void aKilledHolderIsTakenOverFrom() throws Exception {
        for (boolean right : List.of(true, false)) {
            String who = right ? " of the right clock" : "";
            project.suite("sleep 5" + (right ? "" : ".1"));
            project.commit("is killed" + who);
            Running killed = begin(right, "verify");
            killed.awaited("suite it");
            awaitLock();
            killed.process.descendants().forEach(ProcessHandle::destroyForcibly);
            killed.process.destroyForcibly().waitFor();
            long begin = System.nanoTime();
            ends("after a kill" + who, right ? theirs("verify") : mine("verify"), 0, "");
            long took = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            require("taking over" + who + " took " + took + " s", took < 60, new Project.Ended(0, List.of()));
        }
    }

    private void awaitLock() throws Exception {
        for (int i = 0; i < 200 && locks() == 0; i++) {
            Thread.sleep(50);
        }
    }

    private long locks() throws IOException {
        return project.containers().stream()
                .filter(line -> line.contains(".lock_suites_"))
                .count();
    }

    private List<String> all() throws IOException {
        List<String> all = new ArrayList<>(project.containers());
        all.addAll(project.volumes());
        all.addAll(project.networks());
        all.addAll(Project.docker(
                "images",
                "--filter",
                "label=io.drydock.image.app=" + project.app,
                "--format",
                "{{.Repository}}:{{.Tag}}"));
        return all;
    }

    private void serves(String what, String commit) throws IOException {
        List<String> running = Project.docker(
                "inspect", "-f", "{{index .Config.Labels \"io.drydock.commit\"}}", project.environment() + ".app");
        require(what + ": it serves", running.get(0).startsWith(commit), new Project.Ended(0, running));
    }

    private Project.Ended mine(String... arguments) throws IOException {
        return ended(true, arguments);
    }

    private Project.Ended theirs(String... arguments) throws IOException {
        return ended(false, arguments);
    }

    private Project.Ended ended(boolean right, String... arguments) throws IOException {
        try {
            return begin(right, arguments).end();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Running begin(boolean right, String... arguments) throws IOException {
        File output = File.createTempFile("clocks", ".log");
        return new Running(project.begin(right ? Map.of() : other, output, arguments), output.toPath());
    }

    /** Maven at work. */
    private record Running(Process process, Path output) {

        void awaited(String text) throws Exception {
            while (process.isAlive() && !said(text)) {
                Thread.sleep(20);
            }
        }

        boolean said(String text) throws IOException {
            return Files.readString(output).contains(text);
        }

        Project.Ended end() throws IOException, InterruptedException {
            int code = process.waitFor();
            List<String> lines = Files.readAllLines(output);
            Files.delete(output);
            return new Project.Ended(code, lines);
        }
    }

    private void ends(String what, Project.Ended run, int code, String pattern) {
        String log = String.join("\n", run.lines());
        // nothing took hours, or less than no time; but a clock that jumps in the midst of a step tells how long it
        // took
        boolean odd = !clock.equals("jumps")
                && Pattern.compile("-\\d+(\\.\\d)? (s|ms|min|h)\\b|[1-9]\\d* h\\b")
                        .matcher(log)
                        .find();
        require(
                what,
                run.code() == code && Pattern.compile(pattern).matcher(log).find() && !odd,
                run);
    }

    private void require(String what, boolean right, Project.Ended run) {
        checked++;
        if (!right) {
            bad.add(clock + ": " + what + " (exit code " + run.code() + ")\n" + run.last(40));
        }
    }
}
