package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

    private static final int GENERATED = 100_000;
    /** Docker's grammars: a path component, a tag, a container and network name; and a DNS label (RFC 1123, 2.1). */
    private static final Pattern PATH_COMPONENT = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    @ParameterizedTest
    @ValueSource(strings = {"master", "main", "feature-a", "pr-12", "7", "a-b-c", "release-2024"})
    void keepsABranchThatIsAlreadySafe(String branch) {
        assertThat(slug(branch)).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource({
        "feature/login, feature-login-df7c7aeb35",
        "Feature/login, feature-login-",
        "feature--login, feature-login-",
        "__a__, a-",
        "1.2.x, 1-2-x-"
    })
    void addsAHashOfTheBranchToAReadableHead(String branch, String beginning) {
        assertThat(slug(branch)).startsWith(beginning).matches(".*-[0-9a-f]{10}");
    }

    @Test
    void givesDifferentSlugsToBranchesThatLookAlike() {
        assertThat(Set.of(slug("feature/a"), slug("feature-a"), slug("Feature/a")))
                .hasSize(3)
                .contains("feature-a");
    }

    @Test
    void isTheHashAloneWhereNothingReadableIsLeft() {
        assertThat(slug("\u4e2d\u6587")).matches("[0-9a-f]{10}");
        assertThat(slug("__")).matches("[0-9a-f]{10}").isNotEqualTo(slug("\u4e2d\u6587"));
    }

    @Test
    void hashesAPlainNameThatEndsLikeAHash() {
        String hashed = slug("feature/login");
        assertThat(slug(hashed)).isNotEqualTo(hashed).hasSize("feature-login-".length() + 10 + 11);
        assertThat(slug("0123456789")).isNotEqualTo("0123456789");
        assertThat(slug("a0123456789")).isEqualTo("a0123456789");
        assertThat(slug("a-012345678")).isEqualTo("a-012345678");
    }

    @Test
    void cutsLongNames() {
        assertThat(slug("a".repeat(40))).isEqualTo("a".repeat(40));
        assertThat(slug("b".repeat(41))).startsWith("b".repeat(29) + "-").hasSize(40);
        assertThat(slug("c".repeat(28) + "/" + "d".repeat(20))).matches("c{28}-[0-9a-f]{10}");
    }

    @Test
    void lowersAsciiOnlyWhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(slug("TITLE")).startsWith("title-");
            assertThat(slug("\u212a")).matches("[0-9a-f]{10}");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isLegalInEveryGrammarForAnyBranch() {
        Random random = new Random(3);
        for (int i = 0; i < GENERATED; i++) {
            String slug = Slug.of(Texts.branch(random)).value();
            boolean legal = PATH_COMPONENT.matcher(slug).matches()
                    && TAG.matcher(slug).matches()
                    && CONTAINER.matcher("app." + slug).matches()
                    && DNS_LABEL.matcher(slug).matches()
                    && slug.length() <= 40;
            assertThat(legal).as(slug).isTrue();
        }
    }

    @Test
    void neverGivesTwoBranchesTheSameSlug() {
        Random random = new Random(4);
        Map<String, Branch> seen = new HashMap<>();
        Set<Branch> branches = new HashSet<>();
        while (branches.size() < GENERATED) {
            Branch branch = Texts.branch(random);
            add(branch, branches, seen);
            add(Branch.of(Slug.of(branch).value()), branches, seen);
            Texts.branch(branch.name().toLowerCase(Locale.ROOT)).ifPresent(other -> add(other, branches, seen));
            Texts.branch(branch.name().replace('/', '-')).ifPresent(other -> add(other, branches, seen));
        }
    }

    private static void add(Branch branch, Set<Branch> branches, Map<String, Branch> seen) {
        if (branches.add(branch)) {
            Branch other = seen.put(Slug.of(branch).value(), branch);
            assertThat(other).as("meets " + branch).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a--b", "A", "a.b", "a/b"})
    void isNotMadeOfOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slug.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }

    private static String slug(String branch) {
        return Slug.of(Branch.of(branch)).value();
    }
}
