package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {

    private static final String SHA = "a8e8e83cb0a1b2c3d4e5f60718293a4b5c6d7e8f";

    @Test
    void isTaggedByItsFirstSevenDigits() {
        assertThat(Commit.of(SHA).tag()).isEqualTo("a8e8e83");
        assertThat(Commit.of(SHA).dirty()).isFalse();
    }

    @Test
    void isNeverTaggedAsTheCommitWhenTheWorkTreeDiffers() {
        Commit dirty = Commit.of(SHA).withDirtyHash("1f2e3d4c");
        assertThat(dirty.tag()).isEqualTo("a8e8e83-dirty-1f2e3d4c");
        assertThat(dirty.short7()).isEqualTo("a8e8e83");
        assertThat(dirty.dirty()).isTrue();
    }

    @Test
    void readsWhatItWrites() {
        Commit clean = Commit.of(SHA);
        Commit dirty = clean.withDirtyHash("1f2e3d4c");
        assertThat(Commit.parse(clean.toString())).isEqualTo(clean);
        assertThat(Commit.parse(dirty.toString())).isEqualTo(dirty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a8e8e83", "A8E8E83CB0A1B2C3D4E5F60718293A4B5C6D7E8F", SHA + "-dirty-", SHA + "\n"})
    void isNotMadeOfAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Commit.parse(text))
                .withMessageContaining(text);
        assertThatIllegalArgumentException().isThrownBy(() -> Commit.of(text)).withMessageContaining(text);
    }
}
