package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostGitTest {

    @Test
    void answersForTheFileSystemsClockInsteadOfMeasuringIt(@TempDir Path folder) {
        HostGit.use();
        assertThat(FS.FileStoreAttributes.get(folder).getFsTimestampResolution())
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isInstalledOnce() {
        HostGit.use();
        SystemReader first = SystemReader.getInstance();
        HostGit.use();
        assertThat(SystemReader.getInstance()).isSameAs(first).isInstanceOf(HostGit.class);
    }
}
