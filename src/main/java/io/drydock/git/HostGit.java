package io.drydock.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The host as JGit sees it, without the detours that cost its first second.
 *
 * <p>JGit finds the system configuration by running {@code git}; here it is read from its usual place (Windows, where
 * that place varies and line endings depend on it, excepted). And JGit measures the file system's clock by writing
 * probe files into the repository and keeps the result in the user's home; here the coarsest clock that a file system
 * has is assumed, so configuration and refs that changed within the last two seconds are read again.
 */
final class HostGit extends SystemReader.Delegate {

    private static final Path SYSTEM_CONFIG = Path.of("/etc/gitconfig");
    private static final String NO_SYSTEM_CONFIG = "GIT_CONFIG_NOSYSTEM";

    private HostGit(SystemReader host) {
        super(host);
    }

    /** Makes JGit, as this class loader has it, use this view; a second call changes nothing. */
    static void use() {
        synchronized (HostGit.class) {
            if (!(SystemReader.getInstance() instanceof HostGit)) {
                SystemReader.setInstance(new HostGit(SystemReader.getInstance()));
            }
        }
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        if (isWindows()) {
            return super.openSystemConfig(parent, fs);
        }
        boolean wanted = getenv(NO_SYSTEM_CONFIG) == null && Files.isReadable(SYSTEM_CONFIG);
        return wanted ? new FileBasedConfig(parent, SYSTEM_CONFIG.toFile(), fs) : new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
        return new WithCoarseClock(super.getUserConfig());
    }

    /** The user's configuration, and an answer to what JGit would measure: it asks for it there. */
    private static final class WithCoarseClock extends StoredConfig {

        WithCoarseClock(Config user) {
            super(user);
        }

        @Override
        public String getString(String section, String subsection, String name) {
            if (!"filesystem".equals(section)) {
                return super.getString(section, subsection, name);
            }
            return "timestampResolution".equalsIgnoreCase(name) ? "2 s" : "0 ms";
        }

        @Override
        public void load() {
            // the user's configuration loads itself
        }

        @Override
        public void save() {
            // what JGit finds out is not worth a line in the user's configuration
        }
    }

    /** A configuration without a file, which is neither read nor written. */
    private static final class NoFile extends FileBasedConfig {

        NoFile(Config parent, FS fs) {
            super(parent, new File("none"), fs);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // there is nothing to write to
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
