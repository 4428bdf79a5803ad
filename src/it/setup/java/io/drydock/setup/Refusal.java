package io.drydock.setup;

/** What failed, why, and what to do next. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refusal(String what, String why, String... next) {
        super(what + ".\nWhy: " + why + "\nNext: " + String.join("\n      ", next));
    }
}
