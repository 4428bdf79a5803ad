package io.drydock.run;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param topic what was looked at
 * @param found what was found
 * @param trouble what is wrong with it; empty text: nothing
 * @param remedies commands that mend it
 */
public record Finding(String topic, String found, String trouble, List<String> remedies) {

    /** Nothing is wrong. */
    public static Finding good(String topic, String found) {
        return new Finding(topic, found, "", List.of());
    }

    /** Something is. */
    public static Finding bad(String topic, String found, String trouble, String... remedies) {
        return new Finding(topic, found, trouble, List.of(remedies));
    }

    public boolean isBad() {
        return !trouble.isEmpty();
    }
}
