import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Merges the layers of a large image by {@code docker:flatten}, in a Maven that may use 256 MB of heap, and compares the files before
 * and after. Not a test.
 *
 * <pre>
 * mvn -q install -DskipTests                # the plugin under measurement
 * javac -d target/bench src/it/bench/*.java
 * java -cp target/bench FlattenBench [megabytes, default 1000] [layers, default 60]
 * </pre>
 *
 * <p>Needs Docker's client, and an engine with busybox:1.36 and twice as much free space. Makes objects of app {@code flattenbench}
 * only, and removes them.
 */
public final class FlattenBench {

    private static final String PLUGIN = "io.drydock:drydock-maven-plugin:0.1.0-SNAPSHOT:";
    private static final int HEAP = 256;
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");
    /** All but what the engine itself puts into each container. */
    private static final String FILES =
            "cd /; find . -xdev -mindepth 1 \\( -path ./proc -o -path ./sys -o -path ./dev -o -path ./etc"
                    + " -o -path ./.dockerenv \\) -prune -o -print | sort | while read -r f; do stat -c '%N %f %u %g %Y' \"$f\";"
                    + " if [ -f \"$f\" ] && [ ! -L \"$f\" ]; then md5sum \"$f\"; fi; done";

    private final Path folder;

    private FlattenBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int layers = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        FlattenBench bench = new FlattenBench(Files.createTempDirectory("flattenbench"));
        try {
            bench.measure(megabytes, layers);
        } finally {
            bench.remove();
        }
    }

    private void measure(int megabytes, int layers) throws Exception {
        project(megabytes, layers);
        mvn("", "branch-image");
        String image = images().get(0);
        String size = inspect(image, "{{.Size}} bytes in {{len .RootFS.Layers}} layers");
        List<String> files = files(image);
        String configuration = inspect(image, "{{json .Config}}");
        Path log = folder.resolve("gc.log");
        long begin = System.nanoTime();
        mvn("-Xmx" + HEAP + "m -Xlog:gc:file=" + log, "flatten");
        double seconds = (System.nanoTime() - begin) / 1e9;
        long most = Files.readAllLines(log).stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .max()
                .orElse(0);
        System.out.printf(Locale.ROOT, "before: %s, %d files%n", size, files.size());
        System.out.printf(
                Locale.ROOT, "after:  %s%n", inspect(image, "{{.Size}} bytes in {{len .RootFS.Layers}} layers"));
        System.out.printf(Locale.ROOT, "docker:flatten (mvn, whole): %.1f s, load %s%n", seconds, Figures.load());
        aim(
                "most heap in use, garbage included: " + most + " MB; the most that it may use: " + HEAP + " MB",
                most < HEAP);
        List<String> after = files(image);
        aim("files the same in path, type, mode, owner, time, link, content", files.equals(after));
        files.stream()
                .filter(line -> !after.contains(line))
                .limit(5)
                .forEach(line -> System.out.println("  before: " + line));
        after.stream()
                .filter(line -> !files.contains(line))
                .limit(5)
                .forEach(line -> System.out.println("  after:  " + line));
        aim("configuration the same", configuration.equals(inspect(image, "{{json .Config}}")));
    }

    private static void aim(String what, boolean met) {
        System.out.println((met ? "met      " : "NOT MET  ") + what);
    }

    private void project(int megabytes, int layers) throws Exception {
        StringBuilder dockerfile = new StringBuilder("FROM busybox:1.36\nENV KEPT=yes\nRUN mkdir /d\n");
        int each = Math.max(1, megabytes / layers);
        for (int i = 2; i <= layers; i++) {
            dockerfile
                    .append("RUN dd if=/dev/urandom of=/d/large" + i + " bs=1M count=" + each + " 2>/dev/null;")
                    .append(" mkdir /d/" + i + "; for f in $(seq 50); do echo $f > /d/" + i + "/$f; done;")
                    .append(" ln -s ../large" + i + " /d/" + i + "/link; chmod 600 /d/" + i + "/7; chown 7:8 /d/" + i
                            + "/8")
                    .append(
                            i % 5 == 0
                                    ? "; rm /d/large" + (i - 1) + "; echo changed > /d/" + (i - 1) + "/1; rm -r /d/"
                                            + (i - 2)
                                    : "")
                    .append('\n');
        }
        Files.writeString(folder.resolve("Dockerfile"), dockerfile.append("USER 1000\nCMD [\"true\"]\n"));
        Files.writeString(folder.resolve(".gitignore"), "target/\ngc.log*\n");
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                <groupId>bench</groupId><artifactId>flattenbench</artifactId><version>1</version><packaging>pom</packaging></project>
                """);
        run("", "git", "init", "-q", "-b", "master");
        run("", "git", "add", "-A");
        run("", "git", "-c", "user.name=b", "-c", "user.email=b@localhost", "commit", "-q", "-m", "bench");
    }

    private List<String> files(String image) throws Exception {
        return run("", "docker", "run", "--rm", "--user", "0", "--entrypoint", "sh", image, "-c", FILES);
    }

    private String inspect(String image, String format) throws Exception {
        return String.join("\n", run("", "docker", "image", "inspect", "--format", format, image));
    }

    private List<String> images() throws Exception {
        return run(
                "",
                "docker",
                "image",
                "ls",
                "--format",
                "{{.Repository}}:{{.Tag}}",
                "--filter",
                "label=io.drydock.image.app=flattenbench");
    }

    private void remove() throws Exception {
        for (String image : images()) {
            run("", "docker", "rmi", image);
        }
    }

    private void mvn(String options, String goal) throws Exception {
        run(options, "mvn", "-o", "-B", PLUGIN + goal);
    }

    private List<String> run(String options, String... command) throws Exception {
        String given = System.getenv().getOrDefault("MAVEN_OPTS", "");
        return Figures.run(folder, Map.of("MAVEN_OPTS", given + " " + options), List.of(command));
    }
}
