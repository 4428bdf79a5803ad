package io.drydock.report;

import io.drydock.model.Bytes;
import io.drydock.model.result.ImageResult;
import io.drydock.model.result.LayerCost;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The layers of an image, each with its part of the whole. */
final class LayersView {

    private LayersView() {}

    /** @return empty where its layers are not known */
    static Optional<ReportView.Layers> of(ImageResult image, Redactor redactor) {
        List<LayerCost> layers =
                image.layers().stream().filter(layer -> layer.size() > 0).toList();
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        long total = layers.stream().mapToLong(LayerCost::size).sum();
        int empty = image.layers().size() - layers.size();
        return Optional.of(new ReportView.Layers(
                Bytes.human(total) + " in " + layers.size() + (layers.size() == 1 ? " layer" : " layers"),
                empty == 0 ? "" : empty == 1 ? "1 instruction adds nothing." : empty + " instructions add nothing.",
                layers.stream()
                        .map(layer -> new ReportView.Layer(
                                Bytes.human(layer.size()),
                                String.format(Locale.ROOT, "%.2f%%", Math.max(1.0, 100.0 * layer.size() / total)),
                                redactor.redact(LayerTable.instruction(layer.instruction()))))
                        .toList()));
    }
}
