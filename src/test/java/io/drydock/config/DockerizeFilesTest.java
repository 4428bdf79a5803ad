package io.drydock.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.model.DrydockException;
import io.drydock.model.spec.Configuration;
import io.drydock.model.spec.ServiceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerizeFilesTest {

    @TempDir
    Path basedir;

    private Configuration read(String pom) {
        return ConfigReader.read(Given.pom(pom).in(basedir).input());
    }

    private void containers(String text) throws IOException {
        Files.writeString(basedir.resolve(".dockerize.containers"), text, StandardCharsets.UTF_8);
    }

    private void envs(String text) throws IOException {
        Files.writeString(basedir.resolve(".dockerize.envs"), text, StandardCharsets.UTF_8);
    }

    @Test
    void aContainerALineIsAServiceEach() throws IOException {
        containers("# what we need\r\nredis:7:6379\r\n\r\n  ci:5000/team/my_sql::3306\nrabbitmq\nnats:2");

        assertThat(read("").services())
                .extracting(
                        ServiceSpec::name,
                        service -> service.image().orElseThrow(),
                        service -> service.port().orElse(0))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("redis", "redis:7", 6379),
                        org.assertj.core.groups.Tuple.tuple("my-sql", "ci:5000/team/my_sql:latest", 3306),
                        org.assertj.core.groups.Tuple.tuple("rabbitmq", "rabbitmq:latest", 0),
                        org.assertj.core.groups.Tuple.tuple("nats", "nats:2", 0));
    }

    @Test
    void aVariableALineIsForwarded() throws IOException {
        envs("\uFEFFAWS_KEY\n# no\n\nTOKEN \n");

        assertThat(read("").forwardEnv()).containsExactly("AWS_KEY", "TOKEN");
    }

    @Test
    void thePomStandsForThem() throws IOException {
        containers("redis\nwrong:1:2:3");
        envs("1WRONG");

        Configuration configuration = read(
                "<services><service><image>x</image></service></services>" + "<forwardEnv><name>A</name></forwardEnv>");

        assertThat(configuration.services()).extracting(ServiceSpec::name).containsExactly("x");
        assertThat(configuration.forwardEnv()).containsExactly("A");
    }

    @Test
    void wrongLinesAreToldByFileAndNumber() throws IOException {
        containers("redis:7:http\na:b:1:2\nredis\n\nredis:6\n:7\n");
        envs("OK\nA=B\n");

        assertThatThrownBy(() -> read(""))
                .isInstanceOfSatisfying(
                        DrydockException.class,
                        e -> assertThat(e.why().lines())
                                .hasSize(5)
                                .anyMatch(line -> line.startsWith(".dockerize.containers:1: \"http\" is not a port"))
                                .anyMatch(line ->
                                        line.startsWith(".dockerize.containers:2: \"a:b:1:2\" is not a container"))
                                .anyMatch(line ->
                                        line.startsWith(".dockerize.containers:5: \"redis\" is the name of services"))
                                .anyMatch(line -> line.startsWith(".dockerize.containers:6: \":7\""))
                                .anyMatch(line ->
                                        line.startsWith(".dockerize.envs:2: \"A=B\" is not the name of a variable")));
    }

    @Test
    void aFileThatIsNoTextIsTold() throws IOException {
        Files.write(basedir.resolve(".dockerize.envs"), new byte[] {'A', (byte) 0xff, '\n'});

        assertThatThrownBy(() -> read("")).hasMessageContaining(".dockerize.envs: cannot be read");
    }
}
