package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as the Dockerfile grammar does: at white space outside quotes; quotes and escapes are
 * kept.
 */
final class Words {

    private Words() {}

    static List<String> split(String text, char escape) {
        List<String> words = new ArrayList<>();
        int position = skipSpaces(text, 0);
        while (position < text.length()) {
            int end = endOfWord(text, position, escape);
            words.add(text.substring(position, end));
            position = skipSpaces(text, end);
        }
        return words;
    }

    /** The index after the word that starts at a position. */
    static int endOfWord(String text, int start, char escape) {
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == escape && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                return i;
            }
        }
        return text.length();
    }

    static int skipSpaces(String text, int start) {
        int i = start;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
