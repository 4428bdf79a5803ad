package io.drydock.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the {@code testcase} elements of one JUnit XML file, wherever they stand in it; used once.
 *
 * <p>Tests are counted, not the totals of {@code testsuite} believed: these are wrong or missing in what some tools
 * write. A rerun is judged as Surefire does: {@code flakyFailure} and {@code flakyError} mean that the test passed in
 * the end, {@code rerunFailure} and {@code rerunError} come with the {@code failure} that counts. Document types are
 * not read, so no entity is ever resolved.
 */
final class JUnitXml {

    /** Characters kept of what a failed test says. */
    static final int MOST_DETAIL = 32 * 1024;

    private final TestTally tally;
    private boolean report;
    private int tests;

    JUnitXml(TestTally tally) {
        this.tally = tally;
    }

    /** Whether the root was that of a JUnit file. */
    boolean isReport() {
        return report;
    }

    /** How many tests were read so far, also after an exception. */
    int tests() {
        return tests;
    }

    void read(InputStream in) throws IOException, XMLStreamException {
        XMLStreamReader xml = factory().createXMLStreamReader(TolerantReader.of(in));
        try {
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                String element = xml.getLocalName();
                if (!report && !element.equals("testsuite") && !element.equals("testsuites")) {
                    return;
                }
                report = true;
                if (element.equals("testcase")) {
                    tally.add(testCase(xml));
                    tests++;
                }
            }
        } finally {
            xml.close();
        }
    }

    /** The JDK's own, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static TestCase testCase(XMLStreamReader xml) throws XMLStreamException {
        String name = TestCase.name(attribute(xml, "classname"), attribute(xml, "name"));
        TestCase.End end = TestCase.End.PASSED;
        boolean flaky = false;
        String message = "";
        String detail = "";
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (!xml.isStartElement()) {
                continue;
            }
            String element = xml.getLocalName();
            Optional<TestCase.End> told = told(element);
            flaky |= element.startsWith("flaky");
            if (told.isPresent() && end == TestCase.End.PASSED) {
                end = told.get();
                message = cut(attribute(xml, "message"));
                detail = text(xml);
            } else {
                text(xml);
            }
        }
        return new TestCase(name, end, flaky, message, detail);
    }

    private static Optional<TestCase.End> told(String element) {
        return switch (element) {
            case "failure" -> Optional.of(TestCase.End.FAILED);
            case "error" -> Optional.of(TestCase.End.ERROR);
            case "skipped" -> Optional.of(TestCase.End.SKIPPED);
            default -> Optional.empty();
        };
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
    }

    /** The text up to the end of the current element, elements in it passed over. */
    private static String text(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (xml.isCharacters() && text.length() < MOST_DETAIL) {
                text.append(xml.getText());
            }
        }
        return cut(text.toString().strip());
    }

    private static String cut(String text) {
        return text.length() <= MOST_DETAIL ? text : text.substring(0, MOST_DETAIL) + "\n...";
    }
}
