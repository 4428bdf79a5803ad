package io.drydock.plan;

import io.drydock.model.result.EnvironmentStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which environments are shown. Each part is a list of names in which {@code *} stands for any text; an empty list lets all pass.
 *
 * @param apps names of apps
 * @param branches branches as git names them
 * @param outcomes outcomes, in any case of letters; {@code -} is an environment that has none
 */
public record StatusFilter(List<String> apps, List<String> branches, List<String> outcomes)
        implements Predicate<EnvironmentStatus> {

    @Override
    public boolean test(EnvironmentStatus status) {
        String outcome = status.outcome().map(Enum::name).orElse("-");
        return passes(apps, status.app())
                && passes(branches, status.branch())
                && passes(outcomes.stream().map(o -> o.toUpperCase(Locale.ROOT)).toList(), outcome);
    }

    private static boolean passes(List<String> patterns, String text) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    private static boolean matches(String pattern, String text) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
    }
}
