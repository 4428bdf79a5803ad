package io.drydock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.config.KnownElements;
import io.drydock.config.KnownElements.Element;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/configuration.md tells of every element: an example, what it means, its default. */
class ConfigurationDocTest {

    private static final Document DOCUMENT = Document.read(Path.of("docs/configuration.md"));
    private static final String EXAMPLES = String.join("\n", DOCUMENT.xml());
    private static final List<String> ROWS =
            DOCUMENT.text().lines().filter(line -> line.startsWith("| `")).toList();

    static List<Element> elements() {
        return KnownElements.all();
    }

    @Test
    void theTableOfElementsIsRead() {
        assertThat(elements()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("elements")
    void everyElementHasAnExample(Element element) {
        assertThat(EXAMPLES).containsPattern("<" + element.name() + "/?>");
    }

    @ParameterizedTest
    @MethodSource("elements")
    void everyElementIsDescribedWithItsDefault(Element element) {
        assertThat(ROWS).anyMatch(row -> describes(row, element));
    }

    private static boolean describes(String row, Element element) {
        String[] cells = row.split("\\|", -1);
        boolean named = cells[1].contains("<" + element.name() + ">")
                && element.property().map("`%s`"::formatted).map(row::contains).orElse(true);
        boolean context = element.fallback().filter("."::equals).isPresent();
        return named
                && (context
                        || element.fallback()
                                .map(fallback -> cells[2].contains("`" + fallback + "`"))
                                .orElse(true));
    }
}
