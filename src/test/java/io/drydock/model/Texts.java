package io.drydock.model;

import java.util.Optional;
import java.util.Random;

/** Generates text for property tests. */
final class Texts {

    private static final String[] PIECES = {
        "a",
        "b",
        "f",
        "z",
        "A",
        "F",
        "Z",
        "0",
        "1",
        "9",
        "-",
        "--",
        "_",
        ".",
        "/",
        "#",
        "@",
        "+",
        "\u00e4",
        "\u0130",
        "\u00df",
        "\u4e2d",
        "\ud83d\ude00",
        "feature",
        "login",
        "master",
        "df7c7aeb35",
        "0123456789"
    };

    private Texts() {}

    static String any(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    static Branch branch(Random random) {
        while (true) {
            Optional<Branch> branch = branch(any(random, 12));
            if (branch.isPresent()) {
                return branch.get();
            }
        }
    }

    static Optional<Branch> branch(String text) {
        return BranchNameRules.fault(text).isEmpty() ? Optional.of(new Branch(text)) : Optional.empty();
    }
}
