package io.drydock.dockerfile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that BuildKit asks for ({@code followpaths} of its file synchronisation): those that COPY and ADD name.
 * Globs are resolved against the folder, and where a link lies on the way, both it and what it points to are wanted,
 * within the context.
 */
final class FollowPaths implements Selection {

    private final Path root;
    private final Set<String> wanted = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    private FollowPaths(Path root) {
        this.root = root;
    }

    /** @throws IOException when a folder that a glob names cannot be listed */
    static FollowPaths resolve(Path root, List<String> paths) throws IOException {
        FollowPaths follow = new FollowPaths(root);
        for (String path : paths) {
            follow.follow("", parts(Paths.relative(path)));
        }
        return follow;
    }

    @Override
    public boolean takes(String path) {
        return wanted.contains("") || Paths.withinAny(path, wanted);
    }

    @Override
    public boolean mayTakeBelow(String folder) {
        return takes(folder) || wanted.stream().anyMatch(w -> w.startsWith(folder + "/"));
    }

    private void follow(String at, List<String> rest) throws IOException {
        // A link may lead in a circle; the same question asked twice has the same answer.
        if (!seen.add(at + "\0" + String.join("/", rest))) {
            return;
        }
        if (rest.isEmpty()) {
            wanted.add(at);
            return;
        }
        List<String> after = rest.subList(1, rest.size());
        for (String name : names(at, rest.get(0))) {
            String path = Paths.join(at, name);
            Path file = root.resolve(path);
            if (Files.isSymbolicLink(file)) {
                wanted.add(path);
                String target = Files.readSymbolicLink(file).toString().replace('\\', '/');
                List<String> onward = parts(Paths.relative(target.startsWith("/") ? target : at + "/" + target));
                onward.addAll(after);
                follow("", onward);
            } else {
                follow(path, after);
            }
        }
    }

    private List<String> names(String folder, String part) throws IOException {
        if (!Glob.isGlob(part)) {
            return List.of(part);
        }
        Path directory = root.resolve(folder);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(
                directory, p -> Glob.matches(part, p.getFileName().toString()))) {
            children.forEach(child -> names.add(child.getFileName().toString()));
        }
        return names;
    }

    private static List<String> parts(String path) {
        return path.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(path.split("/")));
    }
}
