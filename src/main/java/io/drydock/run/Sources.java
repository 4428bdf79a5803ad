package io.drydock.run;

import java.nio.file.Path;
import java.util.OptionalInt;

/** Where the files of a commit that is not checked out come from. */
public interface Sources {

    /**
     * Writes a commit's whole tree to a folder of its own, removed when it is closed.
     *
     * @param sha full sha of the commit
     */
    Tree export(String sha);

    /** How many commits the newer one has that the older one has not, by their full shas; empty where that is not known. */
    default OptionalInt commitsBetween(String older, String newer) {
        return OptionalInt.empty();
    }

    /** A commit's tree as files. */
    interface Tree extends AutoCloseable {

        /** The folder that stands for the repository's root. */
        Path root();

        /** The folder that stands for the module's. */
        Path project();

        /** Builds in it what its Dockerfile copies from Maven's build folder. */
        void buildOutput() throws InterruptedException;

        @Override
        void close();
    }
}
