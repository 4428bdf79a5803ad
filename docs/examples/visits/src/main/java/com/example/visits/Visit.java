package com.example.visits;

import java.time.Instant;

/** An entry of the guest book: who came by, what they said and when. */
record Visit(String name, String message, Instant time) {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_MESSAGE = 1000;

    Visit {
        name = required("name", name, LONGEST_NAME);
        message = required("message", message, LONGEST_MESSAGE);
    }

    private static String required(String what, String text, int longest) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("The " + what + " is missing.");
        }
        if (stripped.length() > longest) {
            throw new IllegalArgumentException("The " + what + " is longer than " + longest + " characters.");
        }
        return stripped;
    }
}
