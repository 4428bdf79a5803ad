package io.drydock.docs;

import io.drydock.config.Node;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The configurations in a piece of a POM: those of our plugin, or the piece itself where it is the inside of one. */
final class Snippet {

    private static final List<String> OF_A_POM =
            List.of("project", "profiles", "profile", "build", "reporting", "plugin", "properties", "settings");

    private Snippet() {}

    static List<Node> configurations(String xml) {
        Element root = parse(xml);
        List<Element> inside = elements(root);
        boolean piece = inside.stream().noneMatch(element -> OF_A_POM.contains(element.getTagName()));
        if (piece) {
            return List.of(node("configuration", inside));
        }
        NodeList all = root.getElementsByTagName("configuration");
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .map(Element.class::cast)
                .filter(Snippet::ours)
                .map(Snippet::node)
                .toList();
    }

    private static boolean ours(Element configuration) {
        return elements((Element) configuration.getParentNode()).stream()
                .anyMatch(sibling -> sibling.getTagName().equals("artifactId")
                        && sibling.getTextContent().strip().equals("drydock-maven-plugin"));
    }

    private static Element parse(String xml) {
        try {
            InputSource source = new InputSource(new StringReader("<snippet>" + xml + "</snippet>"));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(source)
                    .getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException("no XML: " + xml, e);
        }
    }

    private static Node node(Element element) {
        return node(element.getTagName(), elements(element), text(element));
    }

    private static Node node(String name, List<Element> children) {
        return node(name, children, Optional.empty());
    }

    private static Node node(String name, List<Element> children, Optional<String> text) {
        return new Node(name, text, children.stream().map(Snippet::node).toList());
    }

    private static Optional<String> text(Element element) {
        return elements(element).isEmpty()
                ? Optional.of(element.getTextContent().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static List<Element> elements(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }
}
