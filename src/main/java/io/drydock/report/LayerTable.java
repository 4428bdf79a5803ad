package io.drydock.report;

import io.drydock.model.Bytes;
import io.drydock.model.result.LayerCost;
import io.drydock.model.result.WastedFile;
import java.util.ArrayList;
import java.util.List;

/** An image's instructions with what each added. */
public final class LayerTable {

    private static final int WIDTH = 90;

    private LayerTable() {}

    /**
     * The lines of the table.
     *
     * @param history the first instruction first
     */
    public static List<String> lines(List<LayerCost> history) {
        List<List<String>> rows = new ArrayList<>();
        long cumulative = 0;
        for (int i = 0; i < history.size(); i++) {
            LayerCost layer = history.get(i);
            cumulative += layer.size();
            rows.add(List.of(
                    Integer.toString(i + 1),
                    layer.size() == 0 ? "-" : Bytes.human(layer.size()),
                    Bytes.human(cumulative),
                    instruction(layer.instruction())));
        }
        return TextTable.lines(List.of("#", "SIZE", "CUMULATIVE", "INSTRUCTION"), rows);
    }

    /**
     * The lines about what is wasted; none where nothing is.
     *
     * @param bytes of all that later layers delete or overwrite
     * @param worst files that waste most, the worst first
     */
    public static List<String> waste(long bytes, List<WastedFile> worst) {
        if (bytes == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("wasted: " + Bytes.human(bytes) + " that later layers delete or overwrite, most of it by");
        lines.addAll(TextTable.lines(
                List.of("WASTED", "FILE"),
                worst.stream()
                        .map(file -> List.of(Bytes.human(file.bytes()), Ansi.plain(file.path())))
                        .toList()));
        return lines;
    }

    /** As the Dockerfile has it; the classic builder writes the shell in front, BuildKit its own name behind. */
    static String instruction(String createdBy) {
        String text = Ansi.plain(createdBy.replaceAll("\\s+", " "))
                .replaceFirst("^/bin/sh -c #\\(nop\\) ", "")
                .replaceFirst("^(RUN )?(\\|\\d+ .*?)?/bin/sh -c ", "RUN ")
                .replaceFirst(" # buildkit$", "")
                .strip();
        return text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
    }
}
