package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import io.drydock.model.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomConfigurationTest {

    private static final List<String> NAMES = List.of(
            "app",
            "registry",
            "image",
            "dockerfile",
            "context",
            "target",
            "buildArgs",
            "secrets",
            "secret",
            "id",
            "env",
            "file",
            "builder",
            "keep",
            "master",
            "branch",
            "reuse",
            "carry",
            "path",
            "build",
            "forwardEnv",
            "name",
            "services",
            "service",
            "port",
            "url",
            "waits",
            "wait",
            "healthy",
            "tcp",
            "http",
            "log",
            "exec",
            "exit",
            "arg",
            "args",
            "timeout",
            "dependsOn",
            "volumes",
            "volume",
            "files",
            "from",
            "to",
            "command",
            "entrypoint",
            "user",
            "memory",
            "cpus",
            "newPrivileges",
            "restart",
            "required",
            "publish",
            "composeFile",
            "verify",
            "suites",
            "suite",
            "reports",
            "run",
            "ports",
            "bind",
            "labels",
            "network",
            "pool",
            "prefix",
            "skip",
            "dryRun",
            "status",
            "match",
            "times",
            "headers",
            "x",
            "A",
            "docker.io");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "redis:7",
            "redis",
            "x",
            "1",
            "-1",
            "0",
            "65536",
            "10x",
            "/",
            "/a",
            "..",
            "a:/b",
            "a:/b:ro",
            "'",
            "\"",
            "\\",
            "(",
            "[",
            "${x}",
            "@{",
            "@{x}",
            "@{host}",
            "true",
            "false",
            "10.0.0.0/8",
            "10.0.0.0/99",
            "1g",
            "1h",
            "200-299",
            "9999999999999999999",
            "\0",
            "\u0000a",
            "\uD800",
            "\u00e4",
            "a,b,,c",
            ",",
            "a b",
            "no",
            "on-failure:3",
            "a@b",
            "://",
            ":",
            "::",
            "-",
            "a".repeat(300),
            "%s%n",
            "\n",
            "<x>");

    @Test
    void rightConfigurationsComeBackAsTheyWereMeant() {
        RandomConfiguration any = new RandomConfiguration(new Random(5));
        for (int i = 0; i < 150; i++) {
            List<ServiceSpec> services = any.services();
            Node pom = RandomConfiguration.written(services);
            assertThat(ConfigReader.read(Given.pom(pom).input()).services()).isEqualTo(services);
        }
    }

    @Test
    void nonsenseIsReadOrRefusedButNeverBreaksTheReader() {
        Random random = new Random(6);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            Given given = Given.pom(nonsense("configuration", 5, random));
            for (Scalar<?> scalar : random.nextBoolean() ? Scalars.all() : FlagsReader.all()) {
                if (random.nextInt(20) == 0) {
                    given.with(scalar.property(), any(TEXTS, random));
                }
            }
            refused += refused(given);
        }
        assertThat(refused).isGreaterThan(300);
    }

    private static int refused(Given given) {
        try {
            ConfigReader.read(given.input());
            return 0;
        } catch (DrydockException e) {
            assertThat(e.outcome()).isEqualTo(Outcome.CONFIG_ERROR);
            assertThat(e.why()).isNotBlank();
            assertThat(e.why().lines()).allMatch(line -> line.matches("(<|-D|property ).*: .+"));
            return 1;
        }
    }

    private static Node nonsense(String name, int depth, Random random) {
        List<Node> children = new ArrayList<>();
        for (int count = depth == 0 ? 0 : random.nextInt(6); count > 0; count--) {
            children.add(nonsense(any(NAMES, random), depth - 1, random));
        }
        Optional<String> text = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(any(TEXTS, random));
        return new Node(name, text, children);
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
