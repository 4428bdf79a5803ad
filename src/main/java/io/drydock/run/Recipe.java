package io.drydock.run;

import io.drydock.dockerfile.BuildContext;
import io.drydock.dockerfile.ContextDigests;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.Instruction;
import io.drydock.dockerfile.Stage;
import io.drydock.model.Labels;
import io.drydock.model.Sha256;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the master image was made from, kept in its labels: so a branch can be compared with it where master's commit is
 * not at hand, as in a shallow clone.
 *
 * @param dockerfile its Dockerfile
 * @param args hash of its build arguments, whose values may be nobody's business
 * @param inputs digests of what its instructions read of the context, by {@link ContextDigests#key}
 */
record Recipe(Dockerfile dockerfile, String args, Map<String, String> inputs) {

    static Recipe of(Dockerfile dockerfile, Map<String, String> buildArgs, BuildContext context) {
        return new Recipe(dockerfile, hash(buildArgs), ContextDigests.of(dockerfile, context));
    }

    /** Reads it from an image's labels; empty where they don't hold it. */
    static Optional<Recipe> of(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(Labels.IMAGE_DOCKERFILE))
                .map(text -> new Recipe(
                        Dockerfile.parse("master's Dockerfile", text),
                        labels.getOrDefault(Labels.IMAGE_ARGS, ""),
                        inputs(labels.getOrDefault(Labels.IMAGE_INPUTS, ""))));
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.IMAGE_DOCKERFILE, String.join("\n", dockerfile.lines()) + "\n");
        labels.put(Labels.IMAGE_ARGS, args);
        labels.put(
                Labels.IMAGE_INPUTS,
                inputs.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(",")));
        return labels;
    }

    /** Whether an instruction finds in the context what the other recipe's finds in its own. */
    boolean sameInput(Recipe other, Stage stage, Instruction instruction) {
        String key = ContextDigests.key(stage, instruction);
        return inputs.containsKey(key) && inputs.get(key).equals(other.inputs.get(key));
    }

    private static Map<String, String> inputs(String text) {
        return Arrays.stream(text.split(","))
                .filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(
                        pair -> pair.substring(0, pair.lastIndexOf('=')),
                        pair -> pair.substring(pair.lastIndexOf('=') + 1)));
    }

    private static String hash(Map<String, String> buildArgs) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(buildArgs)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\0'));
        return Sha256.shortHex(text.toString());
    }
}
