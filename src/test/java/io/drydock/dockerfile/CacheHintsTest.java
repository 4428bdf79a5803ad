package io.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.CacheHints.Hint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Dockerfile is told about its order. */
class CacheHintsTest {

    @Test
    void sourcesBeforeTheDependenciesAreToldWithBothLinesAndTheRemedy() {
        assertThat(hints("FROM maven", "WORKDIR /app", "COPY . .", "RUN mvn -B package"))
                .containsExactly(new Hint(
                        3,
                        "COPY brings sources before line 4 fetches dependencies, so every change of a source fetches"
                                + " them anew; copy pom.xml alone, fetch, then copy the rest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN mvn dependency:go-offline",
                "RUN ./mvnw -B package",
                "RUN [\"mvn\", \"verify\"]",
                "RUN ./gradlew build",
                "RUN cd web && npm ci && npm run build",
                "RUN npm install",
                "RUN yarn",
                "RUN pnpm i --frozen-lockfile",
                "RUN pip install --no-cache-dir -r requirements.txt",
                "RUN bundle install",
                "RUN go mod download",
                "RUN composer install"
            })
    void whateverFetchesThem(String fetch) {
        for (String copy :
                List.of("COPY . .", "COPY ./ /app/", "ADD src /app/src", "COPY pom.xml src/main ./", "COPY * ./")) {
            assertThat(hints("FROM x", copy, fetch))
                    .as(copy)
                    .extracting(Hint::line)
                    .containsExactly(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN mvn -o package",
                "RUN npm run build",
                "RUN npm install -g typescript",
                "RUN yarn build",
                "RUN pip install wheel",
                "RUN ./gradlew --offline build",
                "RUN --mount=type=cache,target=/root/.m2 mvn package",
                "RUN make"
            })
    void whatFetchesNothingOrKeepsItIsFine(String command) {
        assertThat(hints("FROM x", "COPY . .", command)).isEmpty();
    }

    @Test
    void manifestsFirstIsFineWhateverIsFetchedLater() {
        assertThat(hints(
                        "FROM maven",
                        "COPY pom.xml mvnw ./",
                        "COPY .mvn .mvn",
                        "RUN mvn dependency:go-offline",
                        "COPY src src",
                        "RUN mvn package"))
                .isEmpty();
        assertThat(hints("FROM x", "COPY --from=build /app /app", "RUN mvn package"))
                .isEmpty();
        assertThat(hints("FROM x AS a", "COPY . .", "FROM x", "RUN npm ci", "COPY --from=a /b /b"))
                .isEmpty();
    }

    @Test
    void aStageThatTheTargetDoesNotNeedIsNotLookedAt() {
        assertThat(hints("FROM x AS unused", "COPY . .", "RUN npm ci", "FROM x", "COPY app.jar /"))
                .isEmpty();
    }

    @Test
    void manySmallLayersInARowAreTold() {
        String[] five = {"FROM x", "RUN a", "RUN b", "RUN c \\\n && d", "RUN e", "RUN f"};

        assertThat(hints(five))
                .containsExactly(new Hint(
                        2, "5 RUN instructions in a row, to line 7, make a layer each; one RUN with && makes one"));
        assertThat(hints(Map.of(), "FROM x", "RUN a", "RUN b", "ENV X=y", "RUN c", "RUN d", "RUN e"))
                .isEmpty();
    }

    @Test
    void aLayerThatIsNotSmallEndsTheRow() {
        Map<Integer, Long> sizes = new HashMap<>(Map.of(2, 1L, 3, 1L, 4, 999_999L, 5, 1L, 6, 1L));
        String[] five = {"FROM x", "RUN a", "RUN b", "RUN c", "RUN d", "RUN e"};

        assertThat(hints(sizes, five))
                .singleElement()
                .satisfies(hint -> assertThat(hint.text()).startsWith("5 small RUN instructions"));
        sizes.put(4, 1_000_000L);
        assertThat(hints(sizes, five)).isEmpty();
    }

    private static List<Hint> hints(String... lines) {
        return hints(Map.of(), lines);
    }

    private static List<Hint> hints(Map<Integer, Long> sizes, String... lines) {
        Dockerfile dockerfile = Dockerfile.parse(String.join("\n", lines) + "\n");
        return CacheHints.of(dockerfile, dockerfile.lastStage(), Map.of(), sizes);
    }
}
