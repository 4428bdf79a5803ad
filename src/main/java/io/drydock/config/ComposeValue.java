package io.drydock.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a Compose file: a map, a list or a text. Empty texts count as unset, as in the POM.
 *
 * @param file the file's name
 * @param keys the way to it from the top, such as {@code services.db.ports[0]}; empty for the top
 * @param value a map, a list or a text
 * @param mistakes where to note what is wrong here
 */
record ComposeValue(String file, String keys, Object value, Mistakes mistakes) {

    void mistake(String what) {
        mistakes.add(keys.isEmpty() ? file : file + ": " + keys, what);
    }

    boolean present() {
        return !"".equals(value);
    }

    boolean isText() {
        return value instanceof String;
    }

    /** The text; a map or a list is a mistake. */
    Optional<String> text() {
        if (!isText()) {
            mistake("takes a text alone");
            return Optional.empty();
        }
        return Optional.of((String) value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The value of the text, where it is there and right. */
    <T> Optional<T> parse(Parser<T> parser) {
        try {
            return text().map(parser::parse);
        } catch (IllegalArgumentException e) {
            mistake(e.getMessage());
            return Optional.empty();
        }
    }

    /** The value under a key; an empty one where there is none. */
    ComposeValue get(String key) {
        return entries().getOrDefault(key, under(key, ""));
    }

    private ComposeValue under(String key, Object inner) {
        return new ComposeValue(file, keys.isEmpty() ? key : keys + "." + key, inner, mistakes);
    }

    /** The values of a map, by key; anything else but nothing is a mistake. */
    Map<String, ComposeValue> entries() {
        Map<String, ComposeValue> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> entries.put(key.toString(), under(key.toString(), inner)));
        } else if (present()) {
            mistake("takes a map");
        }
        return entries;
    }

    /** The values of a list; a text alone is a list of one. */
    List<ComposeValue> items() {
        List<ComposeValue> items = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(inner -> items.add(new ComposeValue(file, keys + "[" + items.size() + "]", inner, mistakes)));
        } else if (isText() && present()) {
            items.add(this);
        } else if (present()) {
            mistake("takes a list");
        }
        return items;
    }

    /** Notes all keys but these; extensions ({@code x-...}) are free. */
    void allow(List<String> keys) {
        for (Map.Entry<String, ComposeValue> entry : entries().entrySet()) {
            if (!keys.contains(entry.getKey()) && !entry.getKey().startsWith("x-")) {
                entry.getValue().mistake("is not supported here; known are " + String.join(", ", keys));
            }
        }
    }
}
