package io.drydock.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Loads a Compose file: every scalar a text as written, merge keys merged, variables put in. Variables come from this
 * process's environment, else from {@code .env} beside the file.
 */
final class ComposeFile {

    /** Aliases make a small file large; no real one comes near this. */
    private static final int MOST_VALUES = 100_000;

    private static final int DEEPEST = 64;
    private static final String MERGE = "<<";

    private final String name;
    private final Mistakes mistakes;
    private final Interpolation interpolation;
    private int values;

    private ComposeFile(String name, Map<String, String> variables, Mistakes mistakes) {
        this.name = name;
        this.mistakes = mistakes;
        this.interpolation = new Interpolation(variables);
    }

    /** The whole file; empty where it cannot be read, which is noted. */
    static Optional<ComposeValue> load(Path path, Map<String, String> env, Mistakes mistakes) {
        String name = Optional.ofNullable(path.getFileName()).orElse(path).toString();
        try {
            ComposeFile file = new ComposeFile(name, variables(path, env), mistakes);
            return parse(Files.readString(path, StandardCharsets.UTF_8), name)
                    .map(root -> new ComposeValue(name, "", file.resolved(root, "", 0), mistakes))
                    .or(() -> Optional.of(new ComposeValue(name, "", "", mistakes)));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            mistakes.add(name + line, "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.add(name, "is not YAML: " + e.getMessage());
        } catch (IOException e) {
            mistakes.add("<composeFile>", Parser.quoted(path.toString()) + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            mistakes.add(name, e.getMessage());
        }
        return Optional.empty();
    }

    private static Map<String, String> variables(Path path, Map<String, String> env) {
        Path dotEnv = path.resolveSibling(".env");
        Map<String, String> variables =
                new HashMap<>(Files.isRegularFile(dotEnv) ? EnvFile.read(dotEnv, env) : Map.of());
        variables.putAll(env);
        return variables;
    }

    /** The nodes, not the values that YAML makes of them: a version 1.10 is no number here. */
    private static Optional<Node> parse(String text, String label) {
        return new Compose(LoadSettings.builder().setLabel(label).build()).composeString(text);
    }

    private Object resolved(Node node, String path, int depth) {
        if (++values > MOST_VALUES || depth > DEEPEST) {
            throw new IllegalArgumentException("holds too much, or holds itself: write fewer aliases");
        }
        if (node instanceof MappingNode map) {
            return resolvedMap(map, path, depth);
        }
        if (node instanceof SequenceNode list) {
            List<Object> items = new ArrayList<>();
            list.getValue().forEach(item -> items.add(resolved(item, path + "[" + items.size() + "]", depth + 1)));
            return items;
        }
        return node instanceof ScalarNode scalar ? interpolated(scalar.getValue(), path) : "";
    }

    private Map<String, Object> resolvedMap(MappingNode map, String path, int depth) {
        Map<String, Object> own = new LinkedHashMap<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String inner = path.isEmpty() ? key : path + "." + key;
            Object value = resolved(entry.getValueNode(), inner, depth + 1);
            if (key.equals(MERGE)) {
                (value instanceof List<?> several ? several : List.of(value)).forEach(one -> merge(merged, one));
            } else if (own.put(key, value) != null) {
                mistakes.add(name + ": " + inner, "is given twice: keep one");
            }
        }
        // what is written here wins over what is merged
        merged.putAll(own);
        return merged;
    }

    private static void merge(Map<String, Object> target, Object merged) {
        if (merged instanceof Map<?, ?> map) {
            map.forEach((key, value) -> target.putIfAbsent(key.toString(), value));
        }
    }

    private String interpolated(String text, String path) {
        try {
            return interpolation.apply(text);
        } catch (IllegalArgumentException e) {
            mistakes.add(name + ": " + path, e.getMessage());
            return "";
        }
    }
}
