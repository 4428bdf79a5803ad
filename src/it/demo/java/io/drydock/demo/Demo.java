package io.drydock.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds three branches of the example as CI would, shows that each has an app and data of its own, then pushes one
 * commit that is good and one that is not. Ends with an exit code other than 0 when anything is not as it should be.
 */
final class Demo {

    private static final String MASTER = "master";
    private static final String GUESTBOOK = "feature/guestbook";
    private static final String COUNTER = "fix/counter";
    private static final List<String> BRANCHES = List.of(MASTER, GUESTBOOK, COUNTER);
    private static final Map<String, String> GUESTS = Map.of(MASTER, "Ada", GUESTBOOK, "Grace", COUNTER, "Edsger");

    private final Path directory;
    private final Path commits;
    private final Repository repository;
    private final Pipeline pipeline;
    private final Printer printer = new Printer(System.out);

    /** The last good build of each branch. */
    private final Map<String, Build> running = new LinkedHashMap<>();

    private Demo(Path directory, Path commits, Repository repository, Pipeline pipeline) {
        this.directory = directory;
        this.commits = commits;
        this.repository = repository;
        this.pipeline = pipeline;
    }

    /** Arguments: the example, the commits, the demo's folder, Maven's home, its local repository, the plugin's version. */
    public static void main(String[] arguments) {
        Path example = Path.of(arguments[0]);
        Path commits = Path.of(arguments[1]);
        Path directory = Path.of(arguments[2]);
        try {
            clear(directory);
            Repository repository = new Repository(directory);
            Pipeline pipeline =
                    new Pipeline(directory, repository, Path.of(arguments[3]), Path.of(arguments[4]), arguments[5]);
            new Demo(directory, commits, repository, pipeline).run(example);
        } catch (DemoException e) {
            System.out.println();
            System.out.println("The demo failed. " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(Path example) {
        printer.title(
                "Three branches of the app in docs/examples/visits, each verified and running in an environment of its"
                        + " own.");
        printer.title("Everything is in " + directory + ", what the builds print in its folder logs.");
        push(example);
        removeEarlier();
        buildAll();
        signAll();
        Build next = buildNext();
        buildBroken();
        summary(next);
    }

    private void push(Path example) {
        printer.step("Push three branches to a new repository");
        repository.create(example, "Keep a guest book");
        repository.branch(GUESTBOOK);
        repository.branch(COUNTER);
        printer.commit(repository.head(MASTER));
        printer.commit(repository.commit(GUESTBOOK, patch("feature-guestbook-1")));
        printer.commit(repository.commit(COUNTER, patch("fix-counter-1")));
    }

    private void removeEarlier() {
        printer.step("Remove what an earlier demo left (mvn docker:down for each branch)");
        for (String branch : BRANCHES) {
            pipeline.goal(directory.resolve("work"), "docker:down", "-Ddocker.branch=" + branch);
        }
    }

    private void buildAll() {
        printer.step("CI builds each commit: a clone of its own, HEAD detached, BRANCH_NAME set, mvn -B verify");
        for (String branch : BRANCHES) {
            build(repository.head(branch));
        }
        List<String> containers = new ArrayList<>();
        running.values().forEach(build -> containers.addAll(build.services()));
        Set<String> different = new HashSet<>(containers);
        check(different.size() == 2 * BRANCHES.size(), "Each branch should have its own two services: " + containers);
        printer.line("Each has its own Redis and PostgreSQL:");
        printer.lines(containers);
    }

    private void signAll() {
        printer.step("A guest signs each of them");
        running.forEach((branch, build) -> new Site(build.url()).sign(GUESTS.get(branch), "Hello from " + branch));
        running.forEach((branch, build) -> {
            printer.line("%-18s %s".formatted(branch, build.url()));
            printer.lines(showsItsOwnGuest(branch));
        });
    }

    private Build buildNext() {
        printer.step("The next commit is pushed to " + GUESTBOOK);
        printer.commit(repository.commit(GUESTBOOK, patch("feature-guestbook-2")));
        Build next = build(repository.head(GUESTBOOK));
        printer.line("The new app took over, with the data of its branch:");
        printer.lines(showsItsOwnGuest(GUESTBOOK));
        return next;
    }

    private void buildBroken() {
        printer.step("A commit that breaks a test is pushed to " + COUNTER);
        printer.commit(repository.commit(COUNTER, patch("fix-counter-2")));
        Build broken = pipeline.verify(repository.head(COUNTER), printer::progress);
        printer.build(broken);
        check(
                broken.exitCode() != 0 && broken.outcome().equals("TESTS_FAILED"),
                "This build should have ended with TESTS_FAILED. Its output: " + broken.log());
        printer.line("Maven failed, as it should:");
        printer.lines(broken.errors());
        printer.line("Stopped and kept for a look inside: " + String.join(", ", broken.failedSuites()));
        printer.line("mvn docker:status");
        printer.lines(pipeline.goal(broken.directory(), "docker:status"));
        printer.line("The app of the commit before still serves:");
        printer.lines(showsItsOwnGuest(COUNTER));
    }

    private void summary(Build next) {
        Build first = running.get(MASTER);
        String image = next.environment().path("image").path("name").asText();
        Disk disk = new Disk(next.environment().path("engine").path("host").asText());
        printer.step("What is running now");
        running.values().forEach(printer::build);
        printer.line("");
        printer.line("First build (no image of master yet)   " + Printer.time(first.duration()));
        printer.line("Build of the next commit               " + Printer.time(next.duration()) + ", "
                + Printer.ratio(first.duration(), next.duration()) + " times as fast");
        printer.line("New in its image                       " + Printer.bytes(disk.ownBytes(image)));
        printer.line("New in the build stage kept for suites " + Printer.bytes(disk.ownBytes(image + "-build")));
        printer.line("");
        printer.line("Look around:");
        printer.line("  cd " + next.directory());
        printer.line("  mvn docker:status");
        printer.line("  mvn docker:logs  -Ddocker.branch=" + GUESTBOOK);
        printer.line("  mvn docker:shell -Ddocker.branch=" + COUNTER + "     (in the container of the failed test)");
        printer.line("Remove everything, in the same folder:");
        BRANCHES.forEach(branch -> printer.line("  mvn docker:down  -Ddocker.branch=" + branch));
    }

    private Build build(Commit commit) {
        printer.commit(commit);
        Build build = pipeline.verify(commit, printer::progress).orFail();
        printer.build(build);
        running.put(commit.branch(), build);
        return build;
    }

    /** What a reader would see in a browser, without the markup; it must hold this branch's guest and no other's. */
    private List<String> showsItsOwnGuest(String branch) {
        String page = new Site(running.get(branch).url()).page();
        GUESTS.forEach((of, guest) -> check(
                page.contains(guest) == of.equals(branch),
                "The page of " + branch + " should show its own guest and no other:\n" + page));
        return page.substring(page.indexOf("<body"))
                .lines()
                .map(line -> line.replaceAll("<[^>]*>", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> "  | " + line)
                .toList();
    }

    private Path patch(String name) {
        return commits.resolve(name + ".patch");
    }

    private static void check(boolean fact, String otherwise) {
        if (!fact) {
            throw new DemoException(otherwise);
        }
    }

    /** Everything goes but the local Maven repository, into which the plugin was just installed. */
    private static void clear(Path directory) {
        Path kept = directory.resolve("m2");
        if (!Files.isDirectory(kept)) {
            throw new DemoException("The plugin is not in " + kept + ": start the demo by mvn verify -Pdemo,engine");
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> !file.startsWith(kept) && !file.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .forEach(Demo::delete);
        } catch (IOException | UncheckedIOException e) {
            throw new DemoException("Cannot clear " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            // Git's objects are read-only, which stops a deletion on Windows.
            file.toFile().setWritable(true);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
