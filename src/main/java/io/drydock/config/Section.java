package io.drydock.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element while it is being read. It remembers what it was asked for; whatever it holds besides that is a mistake,
 * which {@link #finish} notes.
 */
final class Section {

    private static final Pattern LABEL = Pattern.compile("[\\w.-]{1,63}");

    private final Node node;
    private final String path;
    private final boolean present;
    private final Mistakes mistakes;
    private final Map<String, Section> single = new LinkedHashMap<>();
    private final List<Section> repeated = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> elsewhere = new HashMap<>();
    private boolean textRead;

    private Section(Node node, String path, boolean present, Mistakes mistakes) {
        this.node = node;
        this.path = path;
        this.present = present;
        this.mistakes = mistakes;
    }

    /** The {@code <configuration>} itself; its path is empty. */
    static Section root(Node configuration, Mistakes mistakes) {
        return new Section(configuration, "", true, mistakes);
    }

    String name() {
        return node.name();
    }

    String path() {
        return path;
    }

    /** Whether the element is written at all, be it empty. */
    boolean present() {
        return present;
    }

    /** Whether it holds a text or an element. */
    boolean filled() {
        return present && (node.text().isPresent() || !node.children().isEmpty());
    }

    void mistake(String what) {
        mistakes.add(path.isEmpty() ? tag(node.name()) : path, what);
    }

    /** The element of that name; an empty one where it is not written. */
    Section child(String name) {
        return single.computeIfAbsent(name, this::open);
    }

    private Section open(String name) {
        known.add(name);
        List<Node> found = named(name);
        String itsPath = path + "<" + name + ">";
        if (found.size() > 1) {
            mistakes.add(itsPath, "is given " + found.size() + " times: keep one");
        }
        Node last = found.isEmpty() ? Node.of(name) : found.get(found.size() - 1);
        return new Section(last, itsPath, !found.isEmpty(), mistakes);
    }

    /** The elements of a list in their order, each with its name, its id or its position in its path. */
    List<Section> each(String... names) {
        List<String> wanted = List.of(names);
        known.addAll(wanted);
        List<Section> sections = new ArrayList<>();
        for (Node item : node.children()) {
            if (wanted.contains(item.name())) {
                String label = label(item).orElse(Integer.toString(sections.size() + 1));
                sections.add(new Section(item, path + "<" + item.name() + ">[" + label + "]", true, mistakes));
            }
        }
        repeated.addAll(sections);
        return sections;
    }

    private static Optional<String> label(Node item) {
        return item.child("name")
                .or(() -> item.child("id"))
                .flatMap(Node::text)
                .filter(label -> LABEL.matcher(label).matches());
    }

    private List<Node> named(String name) {
        return node.children().stream()
                .filter(child -> child.name().equals(name))
                .toList();
    }

    /** The element's own text. */
    Optional<String> text() {
        textRead = true;
        return node.text().map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The value of the element of that name, where it is written, not empty and right. */
    <T> Optional<T> find(Scalar<T> scalar) {
        Section element = child(scalar.name());
        return element.text().flatMap(text -> element.parse(text, scalar.parser()));
    }

    /** The value of the element of that name, or its default. */
    <T> T get(Scalar<T> scalar) {
        return find(scalar).orElseGet(scalar::defaultValue);
    }

    /** A value made of a text of this element; empty where it is wrong. */
    <T> Optional<T> parse(String text, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(text));
        } catch (IllegalArgumentException e) {
            mistake(e.getMessage());
            return Optional.empty();
        }
    }

    /** The values of a list: {@code <ports><port>1</port><port>2</port></ports>} or {@code <ports>1,2</ports>}. */
    <T> List<T> list(Scalars.Many<T> many) {
        Section list = child(many.name());
        List<T> values = new ArrayList<>();
        list.text()
                .ifPresent(text -> Values.split(text)
                        .forEach(part -> list.parse(part, many.parser()).ifPresent(values::add)));
        for (Section item : list.each(many.item())) {
            item.text().flatMap(text -> item.parse(text, many.parser())).ifPresent(values::add);
        }
        return values;
    }

    /** The elements of the element of that name, whatever they are called; an empty one is an empty value. */
    Map<String, String> map(String name, Parser<String> names) {
        Section map = child(name);
        Map<String, String> values = new LinkedHashMap<>();
        for (Node entry : map.node.children()) {
            Section value = map.child(entry.name());
            String text = value.text().orElse("");
            value.parse(entry.name(), names).ifPresent(key -> values.put(key, text));
        }
        return values;
    }

    /** Tells where an element belongs that may be looked for here. */
    void belongsElsewhere(String name, String where) {
        elsewhere.putIfAbsent(name, where);
    }

    /** Notes everything that is written here and below, but was not asked for. */
    void finish() {
        node.children().stream().map(Node::name).distinct().forEach(this::check);
        if (!textRead && node.text().filter(text -> !text.isBlank()).isPresent()) {
            mistake(
                    known.isEmpty()
                            ? "takes no text"
                            : "takes elements such as " + tag(known.iterator().next()) + ", not a text");
        }
        single.values().forEach(Section::finish);
        repeated.forEach(Section::finish);
    }

    private void check(String name) {
        if (known.contains(name)) {
            return;
        }
        if (known.isEmpty()) {
            mistake(tag(name) + " is not known here; " + (textRead ? "write a text alone" : "write it empty"));
            return;
        }
        Optional<String> meant = Suggestion.nearest(name, known).map(Section::tag);
        Optional<String> other = Suggestion.nearest(name, elsewhere.keySet()).map(elsewhere::get);
        mistake(tag(name) + " is not known here; "
                + meant.or(() -> other)
                        .map(suggestion -> "did you mean " + suggestion + "?")
                        .orElseGet(() -> "known are "
                                + String.join(
                                        ", ", known.stream().map(Section::tag).toList())));
    }

    private static String tag(String name) {
        return "<" + name + ">";
    }
}
