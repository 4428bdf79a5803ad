package io.drydock.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Input of a reader, written as a user writes it: XML of the POM and properties. */
final class Given {

    private final Node pom;
    private final Map<String, String> commandLine = new HashMap<>();
    private final Map<String, String> project = new HashMap<>();
    private Path basedir = Path.of("/srv/shop").toAbsolutePath();

    private Given(Node pom) {
        this.pom = pom;
    }

    static Given pom(String xml) {
        return new Given(node(xml));
    }

    static Given pom(Node node) {
        return new Given(node);
    }

    Given with(String property, String value) {
        commandLine.put(property, value);
        return this;
    }

    Given project(String property, String value) {
        project.put(property, value);
        return this;
    }

    Given in(Path folder) {
        basedir = folder;
        return this;
    }

    Input input() {
        return new Input(pom, commandLine, project, Map.of(), basedir, basedir.resolve("target"), "Shop_Web");
    }

    /** The inside of a configuration element. */
    static Node node(String xml) {
        try {
            InputSource source = new InputSource(new StringReader("<configuration>" + xml + "</configuration>"));
            return node(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(source)
                    .getDocumentElement());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    private static Node node(Element element) {
        List<Node> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                children.add(node(inner));
            } else {
                text.append(child.getTextContent());
            }
        }
        return new Node(
                element.getTagName(),
                Optional.of(text.toString().strip()).filter(t -> !t.isEmpty()),
                List.copyOf(children));
    }
}
