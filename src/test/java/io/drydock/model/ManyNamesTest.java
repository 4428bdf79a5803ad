package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** About 100,000 objects of strange branches: each name is legal, and no two objects of a kind share one. */
class ManyNamesTest {

    private static final int ENVIRONMENTS = 7_000;
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");
    private static final Pattern REFERENCE =
            Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-+[a-z0-9]+)*:[\\w][\\w.-]{0,127}");
    private static final List<String> APPS = List.of("shop", "shop-api", "a", "x", "app", "master");
    private static final List<String> WORDS =
            List.of("a", "x", "db", "my-db", "unit", "record", "lock", "77aa01", "master");

    private final Random random = new Random(11);
    private final Map<String, String> containers = new HashMap<>();
    private final Map<String, String> volumes = new HashMap<>();
    private final Map<String, String> networks = new HashMap<>();
    private final Map<String, String> images = new HashMap<>();

    @Test
    void allAreLegalAndNoTwoMeet() {
        for (int i = 0; i < ENVIRONMENTS; i++) {
            Environment environment = Environment.of(App.of(any(APPS)), Texts.branch(random), Optional.empty());
            String whose = environment.app() + " " + environment.branch();
            Commit commit =
                    Commit.of(("%07x".formatted(random.nextInt(4))).repeat(6).substring(0, 40));
            String suite = any(WORDS);
            services(environment, whose);
            services(environment.of(commit, suite), whose + " own " + commit.tag() + " " + suite);
            container(environment.appContainer(), whose + " app");
            container(environment.successor(), whose + " successor");
            container(environment.keptContainer(commit), whose + " kept " + commit.tag());
            container(environment.verifyContainer(commit, suite), whose + " suite " + commit.tag() + " " + suite);
            container(environment.lock(commit.tag()), whose + " lock " + commit.tag());
            add(volumes, environment.keptContainer(commit) + ".record", whose + " record " + commit.tag());
            image(environment.image(commit), whose + " " + commit.tag());
            image(environment.stageImage(commit, suite), whose + " " + commit.tag() + " stage " + suite);
            image(environment.latest(), whose + " latest");
            image(environment.verified(), whose + " verified");
        }
        assertThat(containers.size() + volumes.size() + networks.size() + images.size())
                .isGreaterThan(80_000);
    }

    private void services(Environment environment, String whose) {
        add(networks, environment.network(), whose);
        String service = any(WORDS);
        String volume = any(WORDS);
        container(environment.service(service), whose + " service " + service);
        add(volumes, environment.volume(service, volume), whose + " volume " + service + " " + volume);
    }

    private void image(ImageName image, String whose) {
        String name = image.toString();
        if (!REFERENCE.matcher(name).matches()) {
            throw new AssertionError(name + " is no image's name");
        }
        add(images, name, whose);
    }

    private void container(String name, String whose) {
        add(containers, name, whose);
    }

    private void add(Map<String, String> names, String name, String whose) {
        if (!CONTAINER.matcher(name).matches() && !name.contains(":")) {
            throw new AssertionError(name + " is no name");
        }
        String other = names.putIfAbsent(name, whose);
        if (other != null && !other.equals(whose)) {
            throw new AssertionError(name + " is of " + other + " and of " + whose);
        }
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
