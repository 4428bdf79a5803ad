package io.drydock.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command as a POSIX shell splits a line (Shell Command Language, 2.2 Quoting): blanks separate, quotes and
 * backslashes keep together. Nothing is expanded, and no character is an operator.
 */
final class ShellWords {

    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /**
     * The words of a command. Messages show no part of it: commands may hold passwords.
     *
     * @throws IllegalArgumentException where a quote is not closed, nothing follows a backslash, or no word is left
     */
    static List<String> split(String text) {
        List<String> words = new ShellWords(text).split();
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("the command names no program: write the program first");
        }
        return words;
    }

    private List<String> split() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t', '\n', '\r' -> end();
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                default -> add(c);
            }
        }
        end();
        return List.copyOf(words);
    }

    private void add(char c) {
        inWord = true;
        word.append(c);
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("the command ends with a backslash: write \\\\ for one of its own");
        }
        char c = text.charAt(at++);
        if (c != '\n') {
            add(c);
        }
    }

    private void singleQuoted() {
        int open = at;
        inWord = true;
        for (char c = next(open); c != '\''; c = next(open)) {
            word.append(c);
        }
    }

    private void doubleQuoted() {
        int open = at;
        inWord = true;
        for (char c = next(open); c != '"'; c = next(open)) {
            if (c != '\\') {
                word.append(c);
                continue;
            }
            char kept = next(open);
            if (ESCAPED_IN_DOUBLE_QUOTES.indexOf(kept) < 0 && kept != '\n') {
                word.append('\\');
            }
            if (kept != '\n') {
                word.append(kept);
            }
        }
    }

    private char next(int open) {
        if (at == text.length()) {
            throw new IllegalArgumentException("the quote at character " + open
                    + " of the command is never closed: close it, or put \\ before it");
        }
        return text.charAt(at++);
    }
}
