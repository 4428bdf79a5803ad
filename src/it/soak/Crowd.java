import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Eight Mavens at once on one engine: on the same commit, on eight branches, and four and four.
 *
 * <pre>
 * javac -d target/soak src/it/soak/*.java
 * java -cp target/soak Crowd 20
 * </pre>
 */
final class Crowd {

    private static final int SIZE = 8;

    private final Project project = new Project(
            "crowd",
            Project.service("one", "busybox:1.36", "<command>httpd -f -p 80 -h /bin</command><port>80</port>")
                    + Project.service(
                            "web", "busybox:1.36", "<command>httpd -f -p 80 -h /bin</command><port>80</port>"));
    private final List<Path> clones = new ArrayList<>();

    private Crowd() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        System.exit(new Crowd().run(Integer.parseInt(arguments[0])) ? 0 : 1);
    }

    private boolean run(int rounds) throws Exception {
        project.remove();
        for (int i = 0; i < SIZE; i++) {
            Path clone = Files.createTempDirectory("crowd").resolve("clone");
            git(project.folder, "clone", "-q", project.folder.toString(), clone.toString());
            clones.add(clone);
        }
        int right = 0;
        for (int round = 1; round <= rounds; round++) {
            int own = List.of(0, SIZE, SIZE / 2).get((round - 1) % 3);
            long begin = System.nanoTime();
            List<String> wrong = round(round, own);
            right += SIZE - Math.min(SIZE, wrong.size());
            System.out.printf(
                    "round %d, %d on branches of their own: %.0f s%s%n",
                    round, own, (System.nanoTime() - begin) / 1e9, wrong.isEmpty() ? "" : ", WRONG " + wrong);
        }
        System.out.println(rounds * SIZE + " runs, " + right + " right");
        project.remove();
        return right == rounds * SIZE;
    }

    /**
     * @param own how many have a branch of their own; the others share one
     */
    private List<String> round(int round, int own) throws Exception {
        project.commit("round " + round);
        List<File> outputs = new ArrayList<>();
        List<Process> processes = new ArrayList<>();
        Set<String> branches = new LinkedHashSet<>();
        for (int i = 0; i < SIZE; i++) {
            String branch = i < own ? "own-" + i : "shared";
            branches.add(branch);
            git(clones.get(i), "fetch", "-q", "origin", "master");
            git(clones.get(i), "checkout", "-q", "-B", branch, "FETCH_HEAD");
            outputs.add(File.createTempFile("crowd", ".log"));
            processes.add(new ProcessBuilder(Project.maven("verify"))
                    .directory(clones.get(i).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(outputs.get(i))
                    .start());
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            if (processes.get(i).waitFor() != 0) {
                List<String> lines = Files.readAllLines(outputs.get(i).toPath());
                wrong.add("run " + i + ": "
                        + lines.stream()
                                .filter(line -> line.contains("ERROR"))
                                .limit(3)
                                .toList());
            }
        }
        wrong.addAll(doubled(branches, outputs));
        return wrong;
    }

    private List<String> doubled(Set<String> branches, List<File> outputs) throws IOException {
        List<String> wrong = new ArrayList<>();
        String sha = project.head();
        List<String> containers = project.containers();
        for (String branch : branches) {
            String environment = "crowd." + branch;
            for (String part : List.of("one", "web", "app")) {
                if (!containers.contains(environment + "." + part + " running")) {
                    wrong.add("missing: " + environment + "." + part);
                }
            }
            long builds = 0;
            for (File output : outputs) {
                builds += Files.readAllLines(output.toPath()).stream()
                        .filter(line ->
                                line.matches(".*build image crowd/" + branch + ":" + sha + ".*: (built|done|[0-9]).*"))
                        .count();
            }
            if (builds != 1) {
                wrong.add(branch + ": " + builds + " builds of its image");
            }
        }
        containers.stream()
                .filter(line -> !line.matches(
                        "crowd\\.[a-z0-9-]+\\.(one|web|app) running|crowd\\.[a-z0-9-]+\\.[0-9a-f]{7} exited"))
                .forEach(line -> wrong.add("too much: " + line));
        return wrong;
    }

    private static void git(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Project.run(folder, command).orThrow();
    }
}
