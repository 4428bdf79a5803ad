import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Many environments of three services and an app on one engine: what the last costs against the first, and what
 * {@code docker:status} and {@code docker:prune} take.
 *
 * <pre>
 * javac -d target/soak src/it/soak/*.java
 * java -cp target/soak Hundred 150
 * </pre>
 */
final class Hundred {

    private static final int SOME = 10;

    private Hundred() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        StringBuilder services = new StringBuilder();
        for (String name : List.of("one", "two", "web")) {
            services.append(Project.service(
                    name,
                    "busybox:1.36",
                    "<command>httpd -f -p 80 -h /bin</command><port>80</port><memory>16m</memory>"));
        }
        Project project = new Project("hundred", services.toString());
        project.remove();
        project.mvn("verify").orThrow();
        List<Double> pipelines = new ArrayList<>();
        List<Double> containers = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            project.checkout("branch-" + i);
            project.commit("branch " + i);
            containers.add(seconds(() -> Project.docker("run", "--rm", "busybox:1.36", "true")));
            pipelines.add(seconds(() -> project.mvn("verify").orThrow()));
            if (i % SOME == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "%d environments: the last %d took %.2f s each, docker run of one container %.2f s%n",
                        i + 1,
                        SOME,
                        median(last(pipelines)),
                        median(last(containers)));
            }
        }
        double pipeline = growth(pipelines);
        double container = growth(containers);
        System.out.printf(
                Locale.ROOT,
                "from the first %d to the last: a pipeline takes %.2f times as long, docker run %.2f times; ratio %.2f, aim 1.1%n",
                SOME,
                pipeline,
                container,
                pipeline / container);
        List<String> there = project.containers();
        System.out.println(
                there.stream().filter(line -> line.endsWith(" running")).count() + " containers run in "
                        + project.networks().size() + " networks");
        double floor = seconds(() -> Project.run(project.folder, List.of("mvn", "-o", "-B", "validate"))
                .orThrow());
        for (String goal : List.of("status", "prune")) {
            List<Double> goals = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                goals.add(seconds(() -> project.mvn(goal).orThrow()) - floor);
            }
            System.out.printf(Locale.ROOT, "docker:%s beyond mvn validate: %.2f s, aim 1 s%n", goal, median(goals));
        }
        System.out.println(String.join("\n", project.mvn("status").orThrow().last(20)));
        project.remove();
    }

    private interface Work {
        Object run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double growth(List<Double> values) {
        return median(last(values)) / median(values.subList(0, Math.min(SOME, values.size())));
    }

    private static List<Double> last(List<Double> values) {
        return values.subList(Math.max(0, values.size() - SOME), values.size());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
