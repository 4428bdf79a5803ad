package io.drydock.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image to build.
 *
 * @param reference its name
 * @param tags further names it gets
 * @param labels its labels
 * @param target stage to build; empty: the configured one
 * @param stages further stages to keep, each under the reference it gets
 * @param tree full sha of the commit whose tree it is built from; empty: the work tree
 * @param noCache whether every step is run anew
 * @param master reference of the master image that it is built on
 * @param reason why it is built
 */
public record ImageBuild(
        String reference,
        List<String> tags,
        Map<String, String> labels,
        Optional<String> target,
        Map<String, String> stages,
        Optional<String> tree,
        boolean noCache,
        Optional<String> master,
        String reason) {}
