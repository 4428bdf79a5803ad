package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds Dockerfiles in memory, with a handful of commands that behave as their namesakes do where it matters here:
 * they leave old output alone, append, or fail the second time.
 */
final class FakeBuilder {

    static final String DIR = "<dir>";

    /** An image: files by absolute path (folders hold {@link #DIR}) and its configuration. */
    record Image(TreeMap<String, String> files, ImageConfig config) {
        Image copy() {
            return new Image(new TreeMap<>(files), config);
        }
    }

    /** A build that a real builder would have ended with an error. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }

    private final Map<String, Image> images;
    private final TreeMap<String, String> context;
    private final List<Image> stages = new ArrayList<>();
    private TreeMap<String, String> files = new TreeMap<>();
    private Scope scope;
    private int stopAfter = Integer.MAX_VALUE;

    FakeBuilder(Map<String, Image> images, TreeMap<String, String> context) {
        this.images = images;
        this.context = context;
    }

    /** The files of a stage after so many of its instructions. */
    TreeMap<String, String> filesAfter(Dockerfile file, int stage, int instructions) {
        stages.clear();
        for (int i = 0; i <= stage; i++) {
            stopAfter = i == stage ? instructions : Integer.MAX_VALUE;
            build(file, file.stages().get(i));
        }
        stopAfter = Integer.MAX_VALUE;
        return stages.get(stage).files();
    }

    List<Image> build(String text) {
        Dockerfile file = Dockerfile.parse(text);
        stages.clear();
        file.stages().forEach(stage -> build(file, stage));
        return List.copyOf(stages);
    }

    private void build(Dockerfile file, Stage stage) {
        Optional<Stage> base = file.baseStage(stage, Map.of());
        Image start = (base.isPresent() ? stages.get(base.get().index()) : images.get(stage.base())).copy();
        files = start.files();
        scope = Scope.start(file, Map.of(), start.config());
        boolean workdirSet = !start.config().workdir().isEmpty();
        int done = 0;
        for (Instruction instruction : stage.instructions()) {
            if (done++ >= stopAfter) {
                break;
            }
            scope.apply(instruction);
            switch (instruction.keyword()) {
                case "RUN" -> run(instruction);
                case "COPY" -> copy(file, stage, instruction);
                case "WORKDIR" -> {
                    workdirSet = true;
                    mkdirs(scope.workdir());
                }
                default -> {
                    // Only the configuration changes.
                }
            }
        }
        List<String> env = scope.env().entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
        stages.add(new Image(
                files, new ImageConfig(env, scope.user(), workdirSet ? scope.workdir() : "", List.of(), List.of())));
    }

    private void copy(Dockerfile file, Stage stage, Instruction instruction) {
        Copy copy = instruction.copy().orElseThrow();
        TreeMap<String, String> from = context;
        if (copy.from().isPresent()) {
            Optional<Stage> source = file.stageSeenBy(stage, copy.from().get());
            from = source.map(s -> stages.get(s.index()).files())
                    .orElseGet(() -> images.get(copy.from().get()).files());
        }
        for (String source : copy.sources()) {
            copyOne(from, Paths.clean("/" + source), copy.destination());
        }
    }

    private void copyOne(TreeMap<String, String> from, String source, String written) {
        String destination = scope.absolute(written);
        boolean root = source.equals("/");
        if (!root && !from.containsKey(source)) {
            throw new Failed("COPY: no " + source);
        }
        if (root || from.get(source).equals(DIR)) {
            mkdirs(destination);
            Map<String, String> snapshot = new TreeMap<>(from);
            snapshot.forEach((path, content) -> {
                if (!path.equals(source) && Paths.within(path, source)) {
                    put(Paths.join(destination, path.substring(root ? 1 : source.length() + 1)), content);
                }
            });
        } else {
            boolean folder = written.endsWith("/") || DIR.equals(files.get(destination)) || destination.equals("/");
            String target = folder ? Paths.join(destination, Paths.lastPart(source)) : destination;
            mkdirs(parent(target));
            put(target, from.get(source));
        }
    }

    private void run(Instruction instruction) {
        if (instruction.json()) {
            instruction.args().subList(3, instruction.args().size()).forEach(this::remove);
            return;
        }
        for (String command : instruction.text().split(" && ")) {
            execute(command.strip().split("\\s+"));
        }
    }

    private void execute(String[] words) {
        switch (words[0]) {
            case "mvn" -> mvn();
            case "javac" -> compile(scope.workdir() + "/src", scope.absolute(words[2]));
            case "useradd" -> useradd(words[1]);
            case "mkdir" -> mkdir(words);
            case "cp" -> cp(scope.absolute(words[1]), scope.absolute(words[2]));
            case "echo" -> echo(words);
            case "whoami" -> put(scope.absolute(words[2]), scope.user().isEmpty() ? "0" : scope.user());
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private void mvn() {
        String pom = files.get(scope.workdir() + "/pom.xml");
        if (pom == null) {
            throw new Failed("mvn: no pom.xml in " + scope.workdir());
        }
        mkdirs("/root/.m2");
        put("/root/.m2/" + pom, "dependency");
        String target = Paths.join(scope.workdir(), "target");
        compile(Paths.join(scope.workdir(), "src"), target);
        // A jar holds all that is in the folder, stale classes included.
        List<String> classes = files.keySet().stream()
                .filter(path -> Paths.within(path, target) && path.endsWith(".class"))
                .toList();
        put(target + "/app.jar", String.join(",", classes));
    }

    private void compile(String source, String output) {
        mkdirs(output);
        Map<String, String> classes = new HashMap<>();
        files.forEach((path, content) -> {
            if (Paths.within(path, Paths.clean(source)) && !content.equals(DIR)) {
                classes.put(output + "/" + Paths.lastPart(path) + ".class", "compiled " + content);
            }
        });
        classes.forEach(this::put);
    }

    private void useradd(String name) {
        if (files.get("/etc/passwd").contains(name + ":")) {
            throw new Failed("useradd: " + name + " exists");
        }
        put("/etc/passwd", files.get("/etc/passwd") + name + ":");
        mkdirs("/home/" + name);
        put("/home/" + name + "/.profile", "template");
    }

    private void mkdir(String[] words) {
        boolean parents = words[1].equals("-p");
        String path = scope.absolute(words[words.length - 1]);
        if (!parents && files.containsKey(path)) {
            throw new Failed("mkdir: " + path + " exists");
        }
        mkdirs(path);
    }

    private void cp(String from, String to) {
        if (!files.containsKey(from) || files.get(from).equals(DIR)) {
            throw new Failed("cp: no " + from);
        }
        put(DIR.equals(files.get(to)) ? to + "/" + Paths.lastPart(from) : to, files.get(from));
    }

    private void echo(String[] words) {
        String path = scope.absolute(words[3]);
        String text = scope.expand(words[1]);
        put(path, words[2].equals(">>") ? files.getOrDefault(path, "") + text : text);
    }

    private void remove(String path) {
        files.keySet().removeIf(other -> Paths.within(other, path));
    }

    private void mkdirs(String path) {
        if (path.equals("/") || path.isEmpty()) {
            return;
        }
        mkdirs(parent(path));
        if (!DIR.equals(files.getOrDefault(path, DIR))) {
            throw new Failed(path + " is not a directory");
        }
        files.put(path, DIR);
    }

    private void put(String path, String content) {
        if (!parent(path).isEmpty() && !DIR.equals(files.get(parent(path)))) {
            throw new Failed("no folder for " + path);
        }
        boolean folder = content.equals(DIR);
        if (files.containsKey(path) && files.get(path).equals(DIR) != folder) {
            throw new Failed("cannot replace " + path);
        }
        files.put(path, content);
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
