package io.drydock.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials go to the registry that they are for, and to no other. */
class RegistryCredentialsTest {

    private static final Optional<String> WRITTEN = Optional.of("registry.example.com:5000/team");

    @Test
    void aServerIsFoundByTheHostOrByTheRegistryAsItIsWritten() {
        assertThat(RegistryCredentials.isOf("registry.example.com:5000", "registry.example.com:5000", WRITTEN))
                .isTrue();
        assertThat(RegistryCredentials.isOf(WRITTEN.get(), "registry.example.com:5000", WRITTEN))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.co",
                "registry.example.com",
                "registry.example.com:500",
                "registry.example.com:5000.evil.example",
                "r",
                "docker.io",
                ""
            })
    void anotherRegistryGetsNothing(String registry) {
        assertThat(RegistryCredentials.isOf(WRITTEN.get(), registry, WRITTEN)).isFalse();
        assertThat(RegistryCredentials.isOf("registry.example.com:5000", registry, WRITTEN))
                .isFalse();
        assertThat(RegistryCredentials.isOf(null, registry, WRITTEN)).isFalse();
    }
}
