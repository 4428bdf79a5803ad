package io.drydock.run;

import io.drydock.dockerfile.Instruction;
import io.drydock.dockerfile.Stage;
import io.drydock.engine.ImageContents;
import io.drydock.engine.ImageContents.Step;
import io.drydock.model.result.LayerCost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells which layers of a stage's image its instructions made, by the image's history. */
final class StageLayers {

    private static final Set<String> WITHOUT_HISTORY = Set.of("ONBUILD");

    private StageLayers() {}

    /** A history without the step by which the classic builder sets our own labels. */
    static List<Step> ofInstructions(List<Step> history) {
        return history.stream().filter(step -> !ours(step.createdBy())).toList();
    }

    private static boolean ours(String createdBy) {
        return createdBy.contains("#(nop)") && createdBy.contains("LABEL io.drydock.image.");
    }

    /**
     * How many layers an image of the stage had before an instruction.
     *
     * @param instructions how many instructions come before it
     * @param inBase how many steps of the history are the base image's
     * @return empty where the history does not match the Dockerfile
     */
    static Optional<Integer> before(Stage stage, int instructions, int inBase, ImageContents image) {
        List<Step> history = ofInstructions(image.history());
        List<Instruction> all = withHistory(stage);
        if (history.size() != inBase + all.size()
                || count(history) != image.layers().size()) {
            return Optional.empty();
        }
        for (int i = 0; i < all.size(); i++) {
            if (!made(all.get(i), history.get(inBase + i).createdBy())) {
                return Optional.empty();
            }
        }
        int before = (int) stage.instructions().stream()
                .limit(instructions)
                .filter(i -> !WITHOUT_HISTORY.contains(i.keyword()))
                .count();
        return Optional.of(count(history.subList(0, inBase + before)));
    }

    /**
     * Bytes that the instructions of an image's last stage added, by the line of each.
     *
     * @param history the first instruction first
     * @return empty where the history does not match the Dockerfile
     */
    static Map<Integer, Long> sizes(Stage stage, List<LayerCost> history) {
        List<Instruction> all = withHistory(stage);
        List<LayerCost> steps =
                history.stream().filter(step -> !ours(step.instruction())).toList();
        int first = steps.size() - all.size();
        Map<Integer, Long> sizes = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (first < 0 || !made(all.get(i), steps.get(first + i).instruction())) {
                return Map.of();
            }
            sizes.put(all.get(i).startLine(), steps.get(first + i).size());
        }
        return sizes;
    }

    private static List<Instruction> withHistory(Stage stage) {
        return stage.instructions().stream()
                .filter(i -> !WITHOUT_HISTORY.contains(i.keyword()))
                .toList();
    }

    private static int count(List<Step> history) {
        return (int) history.stream().filter(step -> !step.empty()).count();
    }

    /** BuildKit writes the instruction; the classic builder {@code #(nop) COPY ...}, and of RUN the command alone. */
    private static boolean made(Instruction instruction, String createdBy) {
        boolean named = createdBy.startsWith(instruction.keyword() + " ");
        boolean nop = createdBy.contains("#(nop)");
        return instruction.is("RUN")
                ? named || !nop && !createdBy.matches("(?s)[A-Z]+ .*")
                : named || nop && createdBy.contains(instruction.keyword() + " ");
    }
}
