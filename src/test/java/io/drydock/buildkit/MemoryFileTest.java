package io.drydock.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryFileTest {

    @Test
    void hasTheSameTimeForTheSameContentOnly() {
        assertThat(timeOf("FROM a")).isEqualTo(timeOf("FROM a"));
        Set<Instant> times = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            times.add(timeOf("FROM base:" + i));
        }
        assertThat(times).hasSize(10_000);
    }

    @Test
    void hasATimeThatEveryFileSystemCanKeep() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(timeOf("RUN " + i))
                    .isBetween(Instant.EPOCH, Instant.ofEpochSecond(Integer.MAX_VALUE, 999_999_999));
        }
    }

    @Test
    void isListedOnlyWhenItIsWanted() {
        MemoryFile file = new MemoryFile("Dockerfile", new byte[0]);

        assertThat(file.entries("Dockerfile"::equals)).hasSize(1);
        assertThat(file.entries("Dockerfile.dockerignore"::equals)).isEmpty();
    }

    private static Instant timeOf(String content) {
        return new MemoryFile("Dockerfile", content.getBytes())
                .entries(path -> true)
                .get(0)
                .modified();
    }
}
