package io.drydock.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.plan.Given;
import io.drydock.report.Redactor;
import io.drydock.run.ServiceSecrets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final Map<String, String> FORWARDED = Map.of(
            "TOKEN", "hunter22x",
            "CI", "true",
            "BRANCH_NAME", "feature/login",
            "GIT_COMMIT", Given.COMMIT.sha());

    private final Predicate<String> search = search("feature/login");

    private static Predicate<String> search(String branch) {
        return new Secrets(FORWARDED, Map.of(), ServiceSecrets.NONE, List.of("s3cr"), Redactor.NONE)
                .search(Given.plain().on(branch).target())
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl -u me:hunter22x", "TOKEN=hunter22x", "with-s3cr-in-it", "aHVudGVyMjJ4"})
    void declaredValuesAndTellingForwardedOnesAreFound(String text) {
        assertThat(search).accepts(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set -e; true", "git checkout feature/login", "TOKEN", ""})
    void plainValuesProveNothing(String text) {
        assertThat(search).rejects(text);
    }

    @Test
    void whereThereIsNothingTellingThereIsNothingToSearchFor() {
        assertThat(new Secrets(Map.of("CI", "true"), Map.of(), ServiceSecrets.NONE, List.of(), Redactor.NONE)
                        .search(Given.plain().target()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"master", "shop", "main"})
    void aBranchWhoseSlugIsItsNameIsNoExceptionToThat(String branch) {
        assertThat(search(branch)).accepts("hunter22x").rejects("commit " + Given.COMMIT.sha());
    }
}
